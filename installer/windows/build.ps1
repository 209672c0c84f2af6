# Builds dist\BIFSeg-VERSION-windows.exe on Windows, from Python 3.11 and NSIS 3 (makensis on the PATH):
#   powershell -ExecutionPolicy Bypass -File installer\windows\build.ps1 [-Torch cpu|cuda]
# Not run on its own system yet: see docs/packaging.md.
param([ValidateSet("cpu", "cuda")][string]$Torch = "cpu", [string]$Python = "py -3.11")
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Invoke-Step([string]$Command) {
    Invoke-Expression $Command
    if ($LASTEXITCODE -ne 0) { throw "This step did not succeed: $Command" }
}

if (-not (Test-Path .venv)) { Invoke-Step "$Python -m venv .venv" }
$VenvPython = ".venv\Scripts\python.exe"
$env:TORCH = $Torch
$env:PYTHONHASHSEED = "0"
Invoke-Step "$VenvPython -m pip install --quiet --constraint constraints.txt -r requirements.txt -r requirements-build.txt"
Invoke-Step "$VenvPython installer\make_icons.py build\icons"
Invoke-Step "$VenvPython -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath build\pyinstaller installer\bifseg.spec"
$Version = & $VenvPython -c "from bifseg_core.version import __version__; print(__version__)"
$Root = (Get-Location).Path
Invoke-Step "makensis -V2 -DVERSION=$Version -DPAYLOAD='$Root\dist\BIFSeg' -DICON='$Root\build\icons\bifseg.ico' -DOUTPUT='$Root\dist\BIFSeg-$Version-windows.exe' installer\windows\bifseg.nsi"
Invoke-Step "dist\BIFSeg\bifseg-cli.exe --self-test"
