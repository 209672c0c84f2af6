; The Windows installer: for one user, without administrator rights.
;   makensis -DVERSION=0.1.0 -DPAYLOAD=dist\BIFSeg -DICON=build\icons\bifseg.ico -DOUTPUT=dist\… bifseg.nsi
Unicode true
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "FileFunc.nsh"

!ifndef VERSION | PAYLOAD | OUTPUT | ICON
  !error "Name VERSION, PAYLOAD, ICON and OUTPUT by -D"
!endif

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\BIFSeg"
!define CLASSES "Software\Classes"

Name "BIFSeg ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\BIFSeg"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
RequestExecutionLevel user
ManifestDPIAware true
BrandingText "BIFSeg ${VERSION}: not a medical device"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\bifseg.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!macro Associate ENDING WORDS
  WriteRegStr HKCU "${CLASSES}\BIFSeg${ENDING}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\BIFSeg${ENDING}\DefaultIcon" "" "$INSTDIR\bifseg.exe,0"
  WriteRegStr HKCU "${CLASSES}\BIFSeg${ENDING}\shell\open\command" "" '"$INSTDIR\bifseg.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "BIFSeg${ENDING}" ""
!macroend

!macro Forget ENDING
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "BIFSeg${ENDING}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
  DeleteRegKey HKCU "${CLASSES}\BIFSeg${ENDING}"
!macroend

Section "BIFSeg"
  ; The version before goes first, lest its files lie among the new ones.
  IfFileExists "$INSTDIR\uninstall.exe" 0 +2
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\BIFSeg.lnk" "$INSTDIR\bifseg.exe"
  ; Windows knows the last ending of a name only: .gz stands for .nii.gz, offered under "Open with".
  !insertmacro Associate ".bifseg" "BIFSeg case"
  !insertmacro Associate ".nii" "NIfTI image"
  !insertmacro Associate ".gz" "NIfTI image, compressed"
  !insertmacro Associate ".nrrd" "NRRD image"
  !insertmacro Associate ".mha" "MetaImage"
  WriteRegStr HKCU "${CLASSES}\.bifseg" "" "BIFSeg.bifseg"
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegStr HKCU "${KEY}" "DisplayName" "BIFSeg"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\bifseg.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\BIFSeg.lnk"
  ; Only what was installed: somebody may have chosen a folder with files of their own.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\bifseg.exe"
  Delete "$INSTDIR\bifseg-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegValue HKCU "${CLASSES}\.bifseg" ""
  !insertmacro Forget ".bifseg"
  !insertmacro Forget ".nii"
  !insertmacro Forget ".gz"
  !insertmacro Forget ".nrrd"
  !insertmacro Forget ".mha"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
