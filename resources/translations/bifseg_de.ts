<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>BIFSeg</name>
    <message>
      <source>Getting ready…</source>
      <translation>Wird vorbereitet…</translation>
    </message>
    <message>
      <source>{step} was cancelled.</source>
      <translation>{step} wurde abgebrochen.</translation>
    </message>
    <message>
      <source>Cancelling…</source>
      <translation>Wird abgebrochen…</translation>
    </message>
    <message>
      <source>{name}: box {number} of {count}.</source>
      <translation>{name}: Box {number} von {count}.</translation>
    </message>
    <message>
      <source>Drag across the next place of {name}.</source>
      <translation>Ziehen Sie über die nächste Stelle von {name}.</translation>
    </message>
    <message>
      <source>Select box</source>
      <translation>Box wählen</translation>
    </message>
    <message>
      <source>The box and its mask are removed; the other boxes stay as they are.</source>
      <translation>Die Box und ihre Maske sind entfernt; die anderen Boxen bleiben, wie sie sind.</translation>
    </message>
    <message>
      <source>The box, its scribbles and its mask are removed; undo restores them.</source>
      <translation>Die Box, ihre Striche und ihre Maske sind entfernt; Rückgängig holt sie zurück.</translation>
    </message>
    <message>
      <source>Draw a box around the object first.</source>
      <translation>Ziehen Sie zuerst eine Box um das Objekt.</translation>
    </message>
    <message>
      <source>Saving {name}</source>
      <translation>{name} speichern</translation>
    </message>
    <message>
      <source>Opening {name}</source>
      <translation>{name} öffnen</translation>
    </message>
    <message>
      <source>Writing {name}…</source>
      <translation>{name} wird geschrieben…</translation>
    </message>
    <message>
      <source>Reading {name}…</source>
      <translation>{name} wird gelesen…</translation>
    </message>
    <message>
      <source>The case was saved to {name}.</source>
      <translation>Der Fall wurde als {name} gespeichert.</translation>
    </message>
    <message>
      <source>Looking through {name}: file {done} of {total}…</source>
      <translation>{name} wird durchsucht: Datei {done} von {total}…</translation>
    </message>
    <message>
      <source>Series {number} of {count}…</source>
      <translation>Serie {number} von {count}…</translation>
    </message>
    <message>
      <source>Without a description</source>
      <translation>Ohne Beschreibung</translation>
    </message>
    <message>
      <source>Looking through {name}…</source>
      <translation>{name} wird durchsucht…</translation>
    </message>
    <message>
      <source>{size} voxels</source>
      <translation>{size} Voxel</translation>
    </message>
    <message>
      <source>{step}; the window closes after that.</source>
      <translation>{step}; danach schließt sich das Fenster.</translation>
    </message>
    <message>
      <source>{count} labels are loaded, each as an object of its own.</source>
      <translation>{count} Label sind geladen, jedes als eigenes Objekt.</translation>
    </message>
    <message>
      <source>The mask is loaded; scribble or paint where it is wrong.</source>
      <translation>Die Maske ist geladen; markieren oder malen Sie, wo sie falsch ist.</translation>
    </message>
    <message>
      <source>Label {number}</source>
      <translation>Label {number}</translation>
    </message>
    <message>
      <source>The diagnostic file was saved to {name}; it names no patient.</source>
      <translation>Die Diagnosedatei wurde als {name} gespeichert; sie nennt keinen Patienten.</translation>
    </message>
    <message>
      <source>Checking the program…</source>
      <translation>Das Programm wird geprüft…</translation>
    </message>
    <message>
      <source>Doubtful place {number} of {count}: axial slice {slice}, {area}.</source>
      <translation>Unsichere Stelle {number} von {count}: axiale Schicht {slice}, {area}.</translation>
    </message>
    <message>
      <source>Doubtful place {number} of {count}: coronal slice {slice}, {area}.</source>
      <translation>Unsichere Stelle {number} von {count}: koronale Schicht {slice}, {area}.</translation>
    </message>
    <message>
      <source>Doubtful place {number} of {count}: sagittal slice {slice}, {area}.</source>
      <translation>Unsichere Stelle {number} von {count}: sagittale Schicht {slice}, {area}.</translation>
    </message>
    <message>
      <source>Looking for doubtful places</source>
      <translation>Unsichere Stellen suchen</translation>
    </message>
    <message>
      <source>There is no mask yet; draw a box around the object first.</source>
      <translation>Es gibt noch keine Maske; ziehen Sie zuerst eine Box um das Objekt.</translation>
    </message>
    <message>
      <source>The network is sure of every voxel in the box.</source>
      <translation>Das Netz ist sich bei jedem Voxel der Box sicher.</translation>
    </message>
    <message>
      <source>Looking for doubtful places…</source>
      <translation>Unsichere Stellen werden gesucht…</translation>
    </message>
    <message>
      <source>The window speaks {language} now.</source>
      <translation>Das Fenster spricht jetzt {language}.</translation>
    </message>
    <message>
      <source>{what} was exported to {name}.</source>
      <translation>{what} wurde als {name} exportiert.</translation>
    </message>
    <message>
      <source>The label map was exported to {name}; of overlapping objects the later one was kept.</source>
      <translation>Die Labelkarte wurde als {name} exportiert; wo Objekte überlappen, gilt das spätere.</translation>
    </message>
    <message>
      <source>The label map</source>
      <translation>Die Labelkarte</translation>
    </message>
    <message>
      <source>The probability</source>
      <translation>Die Wahrscheinlichkeit</translation>
    </message>
    <message>
      <source>The surface</source>
      <translation>Die Oberfläche</translation>
    </message>
    <message>
      <source>The DICOM segmentation</source>
      <translation>Die DICOM-Segmentierung</translation>
    </message>
    <message>
      <source>The RT structure set</source>
      <translation>Das RT Structure Set</translation>
    </message>
    <message>
      <source>The report</source>
      <translation>Der Bericht</translation>
    </message>
    <message>
      <source>A line was added to {name}.</source>
      <translation>Eine Zeile wurde in {name} ergänzt.</translation>
    </message>
    <message>
      <source>Exporting {name}</source>
      <translation>{name} exportieren</translation>
    </message>
    <message>
      <source>Bringing {name} onto the scan's grid…</source>
      <translation>{name} wird auf das Gitter der Aufnahme gebracht…</translation>
    </message>
    <message>
      <source>{name} was added; I goes from one image to the next.</source>
      <translation>{name} wurde hinzugefügt; I wechselt zwischen den Bildern.</translation>
    </message>
    <message>
      <source>The added image {name} is not shown. {reason}</source>
      <translation>Das hinzugefügte Bild {name} wird nicht gezeigt. {reason}</translation>
    </message>
    <message>
      <source>{step}: done in {seconds:.1f} s</source>
      <translation>{step}: fertig in {seconds:.1f} s</translation>
    </message>
    <message>
      <source>{step} on {image}</source>
      <translation>{step} auf {image}</translation>
    </message>
    <message>
      <source>Your steps cannot be kept on this computer; export or save your work often.</source>
      <translation>Ihre Schritte können auf diesem Rechner nicht gesichert werden; exportieren oder speichern Sie oft.</translation>
    </message>
    <message>
      <source>Your steps on this case are kept again.</source>
      <translation>Ihre Schritte an diesem Fall werden wieder gesichert.</translation>
    </message>
    <message>
      <source>Loading the network…</source>
      <translation>Das Netz wird geladen…</translation>
    </message>
    <message>
      <source>Loading…</source>
      <translation>Wird geladen…</translation>
    </message>
    <message>
      <source>Draw a box first; the grey scale then fits what is in it.</source>
      <translation>Ziehen Sie zuerst eine Box; die Graustufen passen sich dann ihrem Inhalt an.</translation>
    </message>
    <message>
      <source>Ruler</source>
      <translation>Lineal</translation>
    </message>
    <message>
      <source>Circle</source>
      <translation>Kreis</translation>
    </message>
    <message>
      <source>Move ruler</source>
      <translation>Lineal verschieben</translation>
    </message>
    <message>
      <source>Move circle</source>
      <translation>Kreis verschieben</translation>
    </message>
    <message>
      <source>Remove ruler</source>
      <translation>Lineal entfernen</translation>
    </message>
    <message>
      <source>Remove circle</source>
      <translation>Kreis entfernen</translation>
    </message>
    <message>
      <source>Drag its ends or all of it; with the mouse over it, Delete removes it.</source>
      <translation>Enden oder Ganzes lassen sich ziehen; mit der Maus darüber löscht Entf.</translation>
    </message>
    <message>
      <source>Remove all measurements</source>
      <translation>Alle Messungen entfernen</translation>
    </message>
    <message>
      <source>This was the last scan in its folder; choose another.</source>
      <translation>Das war die letzte Aufnahme in ihrem Ordner; wählen Sie eine andere.</translation>
    </message>
    <message>
      <source>This is the first scan in its folder.</source>
      <translation>Das ist die erste Aufnahme in ihrem Ordner.</translation>
    </message>
    <message>
      <source>Drawing a box starts the segmentation.</source>
      <translation>Eine Box zu ziehen startet die Segmentierung.</translation>
    </message>
    <message>
      <source>Draw a box around the object, then press Segment.</source>
      <translation>Ziehen Sie eine Box um das Objekt und drücken Sie dann Segmentieren.</translation>
    </message>
    <message>
      <source>Reading {name}: {done} of {total}…</source>
      <translation>{name} wird gelesen: {done} von {total}…</translation>
    </message>
    <message>
      <source>{count} objects have their references now, by overlap.</source>
      <translation>{count} Objekte haben jetzt ihre Referenz, nach Überlappung.</translation>
    </message>
    <message>
      <source>No object meets a label of {file}; draw its box first, then load it again.</source>
      <translation>Kein Objekt trifft ein Label von {file}; ziehen Sie zuerst seine Box und laden Sie die Datei dann erneut.</translation>
    </message>
    <message>
      <source>{name} has its reference; Dice compares the mask with it.</source>
      <translation>{name} hat seine Referenz; Dice vergleicht die Maske mit ihr.</translation>
    </message>
    <message>
      <source>Object {number}</source>
      <translation>Objekt {number}</translation>
    </message>
    <message>
      <source>Preparing {name}…</source>
      <translation>{name} wird vorbereitet…</translation>
    </message>
    <message>
      <source>Resampling {name}…</source>
      <translation>{name} wird umgerechnet…</translation>
    </message>
    <message>
      <source>Resampling {name}</source>
      <translation>{name} umrechnen</translation>
    </message>
    <message>
      <source>{name} was not loaded; nothing was changed.</source>
      <translation>{name} wurde nicht geladen; nichts wurde verändert.</translation>
    </message>
    <message>
      <source>The view was saved as {name}.</source>
      <translation>Die Ansicht wurde als {name} gespeichert.</translation>
    </message>
    <message>
      <source>Segment</source>
      <translation>Segmentieren</translation>
    </message>
    <message>
      <source>Refine {round}</source>
      <translation>Verfeinern {round}</translation>
    </message>
    <message>
      <source>First mask</source>
      <translation>Erste Maske</translation>
    </message>
    <message>
      <source>The unfinished work on {name} is still kept: File, Restore unfinished work… brings it back.</source>
      <translation>Die unfertige Arbeit an {name} ist noch da: Datei, Unfertige Arbeit wiederherstellen… bringt sie zurück.</translation>
    </message>
    <message>
      <source>Your work on {name} is restored.</source>
      <translation>Ihre Arbeit an {name} ist wiederhergestellt.</translation>
    </message>
    <message>
      <source>Your work on {name} is restored, all but the last moment.</source>
      <translation>Ihre Arbeit an {name} ist bis auf den letzten Augenblick wiederhergestellt.</translation>
    </message>
    <message>
      <source>Restoring {name}</source>
      <translation>{name} wiederherstellen</translation>
    </message>
    <message>
      <source>Its probability was not kept whole; refine once to see it again.</source>
      <translation>Die Wahrscheinlichkeit war nicht ganz erhalten; verfeinern Sie einmal, um sie wieder zu sehen.</translation>
    </message>
    <message>
      <source>Looking for kept work…</source>
      <translation>Gesicherte Arbeit wird gesucht…</translation>
    </message>
    <message>
      <source>Looking for kept work</source>
      <translation>Gesicherte Arbeit suchen</translation>
    </message>
    <message>
      <source>The kept work on {name} was removed.</source>
      <translation>Die gesicherte Arbeit an {name} wurde entfernt.</translation>
    </message>
    <message>
      <source>Paint the object on two slices first; those between are filled.</source>
      <translation>Malen Sie das Objekt zuerst auf zwei Schichten; die dazwischen werden gefüllt.</translation>
    </message>
    <message>
      <source>Filling between slices</source>
      <translation>Zwischen Schichten füllen</translation>
    </message>
    <message>
      <source>{name} now holds both masks.</source>
      <translation>{name} enthält jetzt beide Masken.</translation>
    </message>
    <message>
      <source>Filling between slices…</source>
      <translation>Zwischen Schichten wird gefüllt…</translation>
    </message>
    <message>
      <source>Fill between slices</source>
      <translation>Zwischen Schichten füllen</translation>
    </message>
    <message>
      <source>Paint</source>
      <translation>Malen</translation>
    </message>
    <message>
      <source>Cut away</source>
      <translation>Wegschneiden</translation>
    </message>
    <message>
      <source>There is no mask yet to take away from.</source>
      <translation>Es gibt noch keine Maske, von der etwas wegzunehmen wäre.</translation>
    </message>
    <message>
      <source>The slices between the painted ones are filled.</source>
      <translation>Die Schichten zwischen den bemalten sind gefüllt.</translation>
    </message>
    <message>
      <source>The object changed meanwhile; fill between its slices again.</source>
      <translation>Das Objekt hat sich inzwischen geändert; füllen Sie noch einmal zwischen seinen Schichten.</translation>
    </message>
    <message>
      <source>Object scribble</source>
      <translation>Objektstrich</translation>
    </message>
    <message>
      <source>Background scribble</source>
      <translation>Hintergrundstrich</translation>
    </message>
    <message>
      <source>Erase</source>
      <translation>Radieren</translation>
    </message>
    <message>
      <source>Draw box</source>
      <translation>Box ziehen</translation>
    </message>
    <message>
      <source>Change box</source>
      <translation>Box ändern</translation>
    </message>
    <message>
      <source>everything is as before</source>
      <translation>alles ist wie zuvor</translation>
    </message>
    <message>
      <source>the first mask stays</source>
      <translation>die erste Maske bleibt</translation>
    </message>
    <message>
      <source>{step} was cancelled; {stays}.</source>
      <translation>{step} wurde abgebrochen; {stays}.</translation>
    </message>
    <message>
      <source>{name} is accepted already; a scribble reopens it.</source>
      <translation>{name} ist schon bestätigt; ein Strich öffnet es wieder.</translation>
    </message>
    <message>
      <source>Undone: {step}</source>
      <translation>Rückgängig: {step}</translation>
    </message>
    <message>
      <source>Done again: {step}</source>
      <translation>Wiederholt: {step}</translation>
    </message>
    <message>
      <source>The correction follows your stroke.</source>
      <translation>Die Korrektur folgt Ihrem Strich.</translation>
    </message>
    <message>
      <source>{name} is accepted. The clock has stopped.</source>
      <translation>{name} ist bestätigt. Die Uhr steht.</translation>
    </message>
    <message>
      <source>Back at: {step}</source>
      <translation>Zurück bei: {step}</translation>
    </message>
    <message>
      <source>At the start</source>
      <translation>Am Anfang</translation>
    </message>
    <message>
      <source>The mask already follows the box and every scribble.</source>
      <translation>Die Maske berücksichtigt die Box und alle Striche bereits.</translation>
    </message>
    <message>
      <source>{step}: holds from the next mask on.</source>
      <translation>{step}: gilt ab der nächsten Maske.</translation>
    </message>
    <message>
      <source>{step}: holds for the next object.</source>
      <translation>{step}: gilt für das nächste Objekt.</translation>
    </message>
    <message>
      <source>The accepted mask stays.</source>
      <translation>Die bestätigte Maske bleibt.</translation>
    </message>
    <message>
      <source>{what} Your work is still here; please export it before you go on.</source>
      <translation>{what} Ihre Arbeit ist noch da; exportieren Sie sie bitte, bevor Sie weitermachen.</translation>
    </message>
    <message>
      <source>Something went wrong inside BIFSeg ({kind}).</source>
      <translation>In BIFSeg ist etwas schiefgegangen ({kind}).</translation>
    </message>
    <message>
      <source>{what} Your masks were also kept in {kept}.</source>
      <translation>{what} Ihre Masken wurden auch in {kept} gesichert.</translation>
    </message>
    <message>
      <source>Drag across the object in any view.</source>
      <translation>Ziehen Sie in einer Ansicht über das Objekt.</translation>
    </message>
    <message>
      <source>The active object on the grid that the scan was brought to when it was opened.</source>
      <translation>Das aktive Objekt auf dem Gitter, auf das die Aufnahme beim Öffnen gebracht wurde.</translation>
    </message>
    <message>
      <source>Mask</source>
      <translation>Maske</translation>
    </message>
    <message>
      <source>The active object on the scan's own grid.</source>
      <translation>Das aktive Objekt auf dem Gitter der Aufnahme.</translation>
    </message>
    <message>
      <source>Label map</source>
      <translation>Labelkarte</translation>
    </message>
    <message>
      <source>All objects in one file, numbered in their order.</source>
      <translation>Alle Objekte in einer Datei, der Reihe nach nummeriert.</translation>
    </message>
    <message>
      <source>Probability</source>
      <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
      <source>How sure the network was, from 0 to 1.</source>
      <translation>Wie sicher das Netz war, von 0 bis 1.</translation>
    </message>
    <message>
      <source>Surface</source>
      <translation>Oberfläche</translation>
    </message>
    <message>
      <source>Closed, in millimetres, axes as in DICOM (LPS).</source>
      <translation>Geschlossen, in Millimetern, Achsen wie in DICOM (LPS).</translation>
    </message>
    <message>
      <source>DICOM segmentation</source>
      <translation>DICOM-Segmentierung</translation>
    </message>
    <message>
      <source>All objects, tied to the scan's slices.</source>
      <translation>Alle Objekte, mit den Schichten der Aufnahme verknüpft.</translation>
    </message>
    <message>
      <source>RT structure set</source>
      <translation>RT Structure Set</translation>
    </message>
    <message>
      <source>All objects as outlines for planning.</source>
      <translation>Alle Objekte als Umrisse für die Planung.</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>The active object on one page: pictures, volume, times.</source>
      <translation>Das aktive Objekt auf einer Seite: Bilder, Volumen, Zeiten.</translation>
    </message>
    <message>
      <source>Line in a table</source>
      <translation>Zeile in einer Tabelle</translation>
    </message>
    <message>
      <source>The active object's numbers, added to a CSV file.</source>
      <translation>Die Zahlen des aktiven Objekts, an eine CSV-Datei angehängt.</translation>
    </message>
    <message>
      <source>The active object has no mask yet.</source>
      <translation>Das aktive Objekt hat noch keine Maske.</translation>
    </message>
    <message>
      <source>No object has a mask yet.</source>
      <translation>Noch kein Objekt hat eine Maske.</translation>
    </message>
    <message>
      <source>A 2D image has no surface.</source>
      <translation>Ein 2D-Bild hat keine Oberfläche.</translation>
    </message>
    <message>
      <source>1 of 3: drag a box around the bright spot. The mask comes by itself.</source>
      <translation>1 von 3: Ziehen Sie eine Box um den hellen Fleck; die Maske folgt.</translation>
    </message>
    <message>
      <source>2 of 3: where the mask is wrong, press 3 and scribble; the left button adds, the right one removes.</source>
      <translation>2 von 3: Wo die Maske falsch ist, drücken Sie 3 und markieren; links fügt hinzu, rechts nimmt weg.</translation>
    </message>
    <message>
      <source>3 of 3: Enter accepts the mask, Ctrl+E exports it.</source>
      <translation>3 von 3: Enter bestätigt die Maske, Strg+E exportiert sie.</translation>
    </message>
    <message>
      <source>time point {number}</source>
      <translation>Zeitpunkt {number}</translation>
    </message>
    <message>
      <source>Default</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>As published</source>
      <translation>Wie veröffentlicht</translation>
    </message>
    <message>
      <source>By hand</source>
      <translation>Von Hand</translation>
    </message>
    <message>
      <source>P-Net, as published</source>
      <translation>P-Net, wie veröffentlicht</translation>
    </message>
    <message>
      <source>PC-Net, as published</source>
      <translation>PC-Net, wie veröffentlicht</translation>
    </message>
    <message>
      <source>Smoothness</source>
      <translation>Glätte</translation>
    </message>
    <message>
      <source>Higher gives a smoother border without specks, lower follows fine detail (λ).</source>
      <translation>Höher gibt einen glatteren Rand ohne Sprenkel, niedriger folgt feinen Details (λ).</translation>
    </message>
    <message>
      <source>Edge contrast</source>
      <translation>Kantenkontrast</translation>
    </message>
    <message>
      <source>Lower lets the border follow faint edges, higher only strong ones (σ).</source>
      <translation>Niedriger lässt den Rand schwachen Kanten folgen, höher nur starken (σ).</translation>
    </message>
    <message>
      <source>Smooth in all directions</source>
      <translation>In alle Richtungen glatt</translation>
    </message>
    <message>
      <source>Counts diagonal neighbours too: rounder borders, a little slower.</source>
      <translation>Zählt auch diagonale Nachbarn: rundere Ränder, etwas langsamer.</translation>
    </message>
    <message>
      <source>Weight of scribbles</source>
      <translation>Gewicht der Striche</translation>
    </message>
    <message>
      <source>How much more a scribbled voxel teaches the network than any other (ω).</source>
      <translation>Wie viel mehr ein markiertes Voxel das Netz lehrt als jedes andere (ω).</translation>
    </message>
    <message>
      <source>Reach of scribbles</source>
      <translation>Reichweite der Striche</translation>
    </message>
    <message>
      <source>How far into similar tissue a scribble overrules the mask while learning (ε).</source>
      <translation>Wie weit in ähnliches Gewebe ein Strich beim Lernen die Maske überstimmt (ε).</translation>
    </message>
    <message>
      <source>Unsure from</source>
      <translation>Unsicher ab</translation>
    </message>
    <message>
      <source>From this probability on the network counts as unsure and does not learn (t0).</source>
      <translation>Ab dieser Wahrscheinlichkeit gilt das Netz als unsicher und lernt nicht (t0).</translation>
    </message>
    <message>
      <source>Unsure up to</source>
      <translation>Unsicher bis</translation>
    </message>
    <message>
      <source>Up to this probability the network counts as unsure and does not learn (t1).</source>
      <translation>Bis zu dieser Wahrscheinlichkeit gilt das Netz als unsicher und lernt nicht (t1).</translation>
    </message>
    <message>
      <source>Learning rounds</source>
      <translation>Lernrunden</translation>
    </message>
    <message>
      <source>How often the network learns this image and draws the border anew; 0 leaves it as is.</source>
      <translation>Wie oft das Netz dieses Bild lernt und den Rand neu zieht; 0 lässt es, wie es ist.</translation>
    </message>
    <message>
      <source>Steps a round</source>
      <translation>Schritte je Runde</translation>
    </message>
    <message>
      <source>How long it learns in each round; more takes longer.</source>
      <translation>Wie lange es in jeder Runde lernt; mehr dauert länger.</translation>
    </message>
    <message>
      <source>Learning speed</source>
      <translation>Lerngeschwindigkeit</translation>
    </message>
    <message>
      <source>How far each step goes: too high forgets, too low learns nothing.</source>
      <translation>Wie weit jeder Schritt geht: zu viel vergisst, zu wenig lernt nichts.</translation>
    </message>
    <message>
      <source>Hold on to its training</source>
      <translation>Gelerntes behalten</translation>
    </message>
    <message>
      <source>How much of what it knew before this image counts; 0 trusts this image alone.</source>
      <translation>Wie viel von dem zählt, was es vor diesem Bild wusste; 0 vertraut allein diesem Bild.</translation>
    </message>
    <message>
      <source>Leave unsure voxels out</source>
      <translation>Unsichere Voxel auslassen</translation>
    </message>
    <message>
      <source>Learns from sure voxels and scribbles (BIFSeg); off learns from all, BIFSeg(-w).</source>
      <translation>Lernt aus sicheren Voxeln und Strichen (BIFSeg); aus: lernt aus allen, BIFSeg(-w).</translation>
    </message>
    <message>
      <source>Show it the scribbles</source>
      <translation>Dem Netz die Striche zeigen</translation>
    </message>
    <message>
      <source>The network sees scribbles and mask; off, only the border and the learning do.</source>
      <translation>Das Netz sieht Striche und Maske; sonst nur der Rand und das Lernen.</translation>
    </message>
    <message>
      <source>Look from all sides</source>
      <translation>Von allen Seiten betrachten</translation>
    </message>
    <message>
      <source>Looks at mirror images too: steadier, takes several times as long.</source>
      <translation>Betrachtet auch Spiegelbilder: stabiler, dauert ein Mehrfaches.</translation>
    </message>
    <message>
      <source>Compact</source>
      <translation>Kompakt</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>Netz</translation>
    </message>
    <message>
      <source>Parameters: {preset}</source>
      <translation>Parameter: {preset}</translation>
    </message>
    <message>
      <source>{parameter}: on</source>
      <translation>{parameter}: an</translation>
    </message>
    <message>
      <source>{parameter}: off</source>
      <translation>{parameter}: aus</translation>
    </message>
    <message>
      <source>{parameter} {old} → {new}</source>
      <translation>{parameter} {old} → {new}</translation>
    </message>
    <message>
      <source>Looking at the box</source>
      <translation>Die Box wird betrachtet</translation>
    </message>
    <message>
      <source>Learning from it</source>
      <translation>Daraus wird gelernt</translation>
    </message>
    <message>
      <source>Drawing the border</source>
      <translation>Der Rand wird gezogen</translation>
    </message>
    <message>
      <source>Measuring from scribbles</source>
      <translation>Von den Strichen aus wird gemessen</translation>
    </message>
    <message>
      <source>Together: {seconds:.2f} s</source>
      <translation>Zusammen: {seconds:.2f} s</translation>
    </message>
    <message>
      <source>CT brain</source>
      <translation>CT Gehirn</translation>
    </message>
    <message>
      <source>CT bone</source>
      <translation>CT Knochen</translation>
    </message>
    <message>
      <source>CT lung</source>
      <translation>CT Lunge</translation>
    </message>
    <message>
      <source>CT abdomen</source>
      <translation>CT Abdomen</translation>
    </message>
    <message>
      <source>CT soft tissue</source>
      <translation>CT Weichteile</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>Full range</source>
      <translation>Ganzer Bereich</translation>
    </message>
    <message>
      <source>MR strong contrast</source>
      <translation>MR starker Kontrast</translation>
    </message>
    <message>
      <source>value {value}</source>
      <translation>Wert {value}</translation>
    </message>
    <message>
      <source>about {minutes:.0f} min left</source>
      <translation>noch etwa {minutes:.0f} min</translation>
    </message>
    <message>
      <source>about {seconds:.0f} s left</source>
      <translation>noch etwa {seconds:.0f} s</translation>
    </message>
    <message>
      <source>Open a scan…</source>
      <translation>Aufnahme öffnen…</translation>
    </message>
    <message>
      <source>Or drop a file or a folder on the window.</source>
      <translation>Oder ziehen Sie eine Datei oder einen Ordner auf das Fenster.</translation>
    </message>
    <message>
      <source>Draw a box around the object</source>
      <translation>Box um das Objekt ziehen</translation>
    </message>
    <message>
      <source>Drag across it in any view.</source>
      <translation>In einer Ansicht darüber ziehen.</translation>
    </message>
    <message>
      <source>Finds the object in the box.</source>
      <translation>Findet das Objekt in der Box.</translation>
    </message>
    <message>
      <source>Refine</source>
      <translation>Verfeinern</translation>
    </message>
    <message>
      <source>Corrects the mask by your scribbles.</source>
      <translation>Die Maske folgt Ihren Strichen.</translation>
    </message>
    <message>
      <source>Accept</source>
      <translation>Bestätigen</translation>
    </message>
    <message>
      <source>Or scribble where the mask is wrong.</source>
      <translation>Oder markieren, wo sie falsch ist.</translation>
    </message>
    <message>
      <source>Export the mask…</source>
      <translation>Maske exportieren…</translation>
    </message>
    <message>
      <source>Accepted. The clock has stopped.</source>
      <translation>Bestätigt. Die Uhr steht.</translation>
    </message>
    <message>
      <source>Next case</source>
      <translation>Nächster Fall</translation>
    </message>
    <message>
      <source>The mask is on disk. The next scan of the folder follows.</source>
      <translation>Die Maske ist gespeichert. Die nächste Aufnahme des Ordners folgt.</translation>
    </message>
    <message>
      <source>Improving…</source>
      <translation>Wird besser…</translation>
    </message>
    <message>
      <source>Go on scribbling; newer input counts.</source>
      <translation>Markieren Sie weiter; Neues zählt.</translation>
    </message>
    <message>
      <source>Undo {step}</source>
      <translation>Rückgängig: {Step}</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Redo {step}</source>
      <translation>Wiederholen: {Step}</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Segmenting…</source>
      <translation>Wird segmentiert…</translation>
    </message>
    <message>
      <source>The first mask comes in a moment.</source>
      <translation>Die erste Maske kommt gleich.</translation>
    </message>
    <message>
      <source>en</source>
      <translation>de</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;Tools</source>
      <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
      <source>&amp;Segment</source>
      <translation>&amp;Segmentieren</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>&amp;Farben</translation>
    </message>
    <message>
      <source>Lan&amp;guage</source>
      <translation>S&amp;prache</translation>
    </message>
    <message>
      <source>&amp;Open a scan…</source>
      <translation>Aufnahme &amp;öffnen…</translation>
    </message>
    <message>
      <source>Open a &amp;folder of DICOM…</source>
      <translation>DICOM-&amp;Ordner öffnen…</translation>
    </message>
    <message>
      <source>Try the &amp;sample</source>
      <translation>&amp;Beispiel ausprobieren</translation>
    </message>
    <message>
      <source>&amp;Next case</source>
      <translation>&amp;Nächster Fall</translation>
    </message>
    <message>
      <source>&amp;Previous case</source>
      <translation>&amp;Voriger Fall</translation>
    </message>
    <message>
      <source>Open a &amp;case…</source>
      <translation>&amp;Fall öffnen…</translation>
    </message>
    <message>
      <source>Sa&amp;ve the case…</source>
      <translation>Fall &amp;speichern…</translation>
    </message>
    <message>
      <source>Restore &amp;unfinished work…</source>
      <translation>&amp;Unfertige Arbeit wiederherstellen…</translation>
    </message>
    <message>
      <source>Continue from a &amp;mask…</source>
      <translation>Mit einer &amp;Maske fortfahren…</translation>
    </message>
    <message>
      <source>&amp;Load a reference mask…</source>
      <translation>&amp;Referenzmaske laden…</translation>
    </message>
    <message>
      <source>A&amp;dd an aligned image…</source>
      <translation>&amp;Weiteres Bild hinzufügen…</translation>
    </message>
    <message>
      <source>&amp;Export the mask…</source>
      <translation>Maske &amp;exportieren…</translation>
    </message>
    <message>
      <source>Export &amp;as…</source>
      <translation>Exportieren &amp;als…</translation>
    </message>
    <message>
      <source>Save &amp;the view as a picture…</source>
      <translation>Ans&amp;icht als Bild speichern…</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>Been&amp;den</translation>
    </message>
    <message>
      <source>&amp;New object</source>
      <translation>&amp;Neues Objekt</translation>
    </message>
    <message>
      <source>Remo&amp;ve the object</source>
      <translation>Objekt &amp;entfernen</translation>
    </message>
    <message>
      <source>Add a &amp;box to the object</source>
      <translation>&amp;Box zum Objekt hinzufügen</translation>
    </message>
    <message>
      <source>Remove the bo&amp;x</source>
      <translation>Bo&amp;x entfernen</translation>
    </message>
    <message>
      <source>Remove all &amp;measurements</source>
      <translation>Alle &amp;Messungen entfernen</translation>
    </message>
    <message>
      <source>&amp;Copy the view</source>
      <translation>Ansicht &amp;kopieren</translation>
    </message>
    <message>
      <source>&amp;Navigate</source>
      <translation>&amp;Navigieren</translation>
    </message>
    <message>
      <source>&amp;Box</source>
      <translation>&amp;Box</translation>
    </message>
    <message>
      <source>Bo&amp;x on one slice</source>
      <translation>Bo&amp;x auf einer Schicht</translation>
    </message>
    <message>
      <source>&amp;Scribble</source>
      <translation>&amp;Markieren</translation>
    </message>
    <message>
      <source>&amp;Erase strokes</source>
      <translation>Striche &amp;radieren</translation>
    </message>
    <message>
      <source>Lass&amp;o</source>
      <translation>&amp;Lasso</translation>
    </message>
    <message>
      <source>&amp;Point</source>
      <translation>&amp;Punkt</translation>
    </message>
    <message>
      <source>&amp;Repair the mask</source>
      <translation>M&amp;aske reparieren</translation>
    </message>
    <message>
      <source>&amp;Fill between slices</source>
      <translation>Zwischen Schichten &amp;füllen</translation>
    </message>
    <message>
      <source>R&amp;uler</source>
      <translation>L&amp;ineal</translation>
    </message>
    <message>
      <source>C&amp;ircle: mean and range</source>
      <translation>&amp;Kreis: Mittelwert und Bereich</translation>
    </message>
    <message>
      <source>S&amp;wap object and background</source>
      <translation>Objekt und Hintergrund &amp;tauschen</translation>
    </message>
    <message>
      <source>S&amp;maller brush</source>
      <translation>Pin&amp;sel kleiner</translation>
    </message>
    <message>
      <source>&amp;Larger brush</source>
      <translation>Pinsel &amp;größer</translation>
    </message>
    <message>
      <source>&amp;Segment or refine now</source>
      <translation>Jetzt &amp;segmentieren oder verfeinern</translation>
    </message>
    <message>
      <source>Segment again on the &amp;image shown</source>
      <translation>Noch einmal auf dem gezeigten &amp;Bild</translation>
    </message>
    <message>
      <source>&amp;Accept the mask</source>
      <translation>&amp;Maske bestätigen</translation>
    </message>
    <message>
      <source>&amp;Cancel</source>
      <translation>&amp;Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Live</source>
      <translation>&amp;Live</translation>
    </message>
    <message>
      <source>&amp;Mask</source>
      <translation>&amp;Maske</translation>
    </message>
    <message>
      <source>&amp;Uncertainty</source>
      <translation>Un&amp;sicherheit</translation>
    </message>
    <message>
      <source>&amp;Before the last step (hold)</source>
      <translation>&amp;Vor dem letzten Schritt (halten)</translation>
    </message>
    <message>
      <source>Next &amp;doubtful slice</source>
      <translation>Nächste &amp;unsichere Schicht</translation>
    </message>
    <message>
      <source>&amp;Crosshair</source>
      <translation>F&amp;adenkreuz</translation>
    </message>
    <message>
      <source>Patient's left on the &amp;right</source>
      <translation>&amp;Links des Patienten rechts</translation>
    </message>
    <message>
      <source>Next &amp;window/level preset</source>
      <translation>Näc&amp;hste Fensterung</translation>
    </message>
    <message>
      <source>&amp;Fit the grey scale to the box</source>
      <translation>Graustufen an &amp;die Box anpassen</translation>
    </message>
    <message>
      <source>Contrast b&amp;y histogram</source>
      <translation>&amp;Kontrast mit Histogramm</translation>
    </message>
    <message>
      <source>Smooth &amp;pixels</source>
      <translation>Pixel &amp;glätten</translation>
    </message>
    <message>
      <source>Slices in the &amp;3D view</source>
      <translation>Schichten in der &amp;3D-Ansicht</translation>
    </message>
    <message>
      <source>Next &amp;image</source>
      <translation>Nä&amp;chstes Bild</translation>
    </message>
    <message>
      <source>Pre&amp;vious image</source>
      <translation>Voriges &amp;Bild</translation>
    </message>
    <message>
      <source>&amp;Next time point</source>
      <translation>Nächster &amp;Zeitpunkt</translation>
    </message>
    <message>
      <source>Previous tim&amp;e point</source>
      <translation>Voriger Zeitpunk&amp;t</translation>
    </message>
    <message>
      <source>Reset t&amp;he views</source>
      <translation>Ans&amp;ichten zurücksetzen</translation>
    </message>
    <message>
      <source>F&amp;our views</source>
      <translation>Vie&amp;r Ansichten</translation>
    </message>
    <message>
      <source>One &amp;large view</source>
      <translation>Eine gr&amp;oße Ansicht</translation>
    </message>
    <message>
      <source>&amp;A single view</source>
      <translation>Eine &amp;einzelne Ansicht</translation>
    </message>
    <message>
      <source>Nothing but the &amp;scan</source>
      <translation>&amp;Nur die Aufnahme</translation>
    </message>
    <message>
      <source>Like the &amp;desktop</source>
      <translation>Wie der &amp;Desktop</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>&amp;Hell</translation>
    </message>
    <message>
      <source>D&amp;ark</source>
      <translation>D&amp;unkel</translation>
    </message>
    <message>
      <source>&amp;User guide</source>
      <translation>Be&amp;nutzerhandbuch</translation>
    </message>
    <message>
      <source>&amp;Mouse and keys</source>
      <translation>&amp;Maus und Tasten</translation>
    </message>
    <message>
      <source>Self-&amp;test</source>
      <translation>Selbst&amp;test</translation>
    </message>
    <message>
      <source>Save &amp;diagnostic file…</source>
      <translation>&amp;Diagnosedatei speichern…</translation>
    </message>
    <message>
      <source>&amp;About BIFSeg</source>
      <translation>Ü&amp;ber BIFSeg</translation>
    </message>
    <message>
      <source>Not a medical device</source>
      <translation>Kein Medizinprodukt</translation>
    </message>
    <message>
      <source>Not a medical device. BIFSeg is for research and teaching; do not base a diagnosis or a treatment on it alone.</source>
      <translation>Kein Medizinprodukt. BIFSeg ist für Forschung und Lehre; stützen Sie keine Diagnose oder Behandlung allein darauf.</translation>
    </message>
    <message>
      <source>BIFSeg is free software under the GNU General Public License, version 3 or later. It stands on PyQt5 (GPL), PyMaxflow (GPL), PyTorch (BSD), VTK (BSD), SimpleITK (Apache 2.0), pyqtgraph (MIT), NumPy and SciPy (BSD), GeodisTK (MIT) and Material Design Icons (Apache 2.0).</source>
      <translation>BIFSeg ist freie Software unter der GNU General Public License, Version 3 oder später. Es beruht auf PyQt5 (GPL), PyMaxflow (GPL), PyTorch (BSD), VTK (BSD), SimpleITK (Apache 2.0), pyqtgraph (MIT), NumPy und SciPy (BSD), GeodisTK (MIT) und Material Design Icons (Apache 2.0).</translation>
    </message>
    <message>
      <source>The method: G. Wang and others, Interactive Medical Image Segmentation Using Deep Learning With Image-Specific Fine Tuning, IEEE TMI 37(7), 2018, doi 10.1109/TMI.2018.2791721.</source>
      <translation>Das Verfahren: G. Wang und andere, Interactive Medical Image Segmentation Using Deep Learning With Image-Specific Fine Tuning, IEEE TMI 37(7), 2018, doi 10.1109/TMI.2018.2791721.</translation>
    </message>
    <message>
      <source>Networks run on: {place}. Qt {qt}, PyQt {pyqt}.</source>
      <translation>Netze laufen auf: {place}. Qt {qt}, PyQt {pyqt}.</translation>
    </message>
    <message>
      <source>About BIFSeg</source>
      <translation>Über BIFSeg</translation>
    </message>
    <message>
      <source>Self-test</source>
      <translation>Selbsttest</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>Lizenzen</translation>
    </message>
    <message>
      <source>the processor</source>
      <translation>dem Prozessor</translation>
    </message>
    <message>
      <source>the graphics card</source>
      <translation>der Grafikkarte</translation>
    </message>
    <message>
      <source>not loaded yet</source>
      <translation>noch nicht geladen</translation>
    </message>
    <message>
      <source>Unsaved work</source>
      <translation>Ungesicherte Arbeit</translation>
    </message>
    <message>
      <source>Save the case…</source>
      <translation>Fall speichern…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren…</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Replace the file?</source>
      <translation>Die Datei ersetzen?</translation>
    </message>
    <message>
      <source>{name} exists already.</source>
      <translation>{name} gibt es schon.</translation>
    </message>
    <message>
      <source>Replacing it loses what is in it.</source>
      <translation>Was darin steht, geht dabei verloren.</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Ersetzen</translation>
    </message>
    <message>
      <source>{names} and {last}</source>
      <translation>{names} und {last}</translation>
    </message>
    <message>
      <source>Open a scan</source>
      <translation>Aufnahme öffnen</translation>
    </message>
    <message>
      <source>Scans, pictures and cases</source>
      <translation>Aufnahmen, Bilder und Fälle</translation>
    </message>
    <message>
      <source>Save the view</source>
      <translation>Ansicht speichern</translation>
    </message>
    <message>
      <source>Add an aligned image</source>
      <translation>Weiteres Bild hinzufügen</translation>
    </message>
    <message>
      <source>Scans and pictures</source>
      <translation>Aufnahmen und Bilder</translation>
    </message>
    <message>
      <source>Open a folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>Load a reference mask</source>
      <translation>Referenzmaske laden</translation>
    </message>
    <message>
      <source>Masks</source>
      <translation>Masken</translation>
    </message>
    <message>
      <source>Continue from a mask</source>
      <translation>Mit einer Maske fortfahren</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Dateien</translation>
    </message>
    <message>
      <source>Open a case</source>
      <translation>Fall öffnen</translation>
    </message>
    <message>
      <source>Save the case</source>
      <translation>Fall speichern</translation>
    </message>
    <message>
      <source>Save diagnostic file</source>
      <translation>Diagnosedatei speichern</translation>
    </message>
    <message>
      <source>{names} is not saved yet.</source>
      <translation>{names} ist noch nicht gespeichert.</translation>
    </message>
    <message>
      <source>{names} are not saved yet.</source>
      <translation>{names} sind noch nicht gespeichert.</translation>
    </message>
    <message>
      <source>Save the case to go on another day, or export the mask; otherwise it is lost.</source>
      <translation>Speichern Sie den Fall, um ein andermal weiterzumachen, oder exportieren Sie die Maske; sonst geht sie verloren.</translation>
    </message>
    <message>
      <source>Save the case to go on another day, or export the masks; otherwise they are lost.</source>
      <translation>Speichern Sie den Fall, um ein andermal weiterzumachen, oder exportieren Sie die Masken; sonst gehen sie verloren.</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <source>Add to a table</source>
      <translation>An eine Tabelle anhängen</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <source>Cases</source>
      <translation>Fälle</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>A DICOM file carries the identifiers (UIDs) of the scan's study and slices, by which it is filed with them; name, patient ID and birth date are left out unless you tick this.</source>
      <translation>Eine DICOM-Datei trägt die Kennungen (UIDs) der Studie und Schichten der Aufnahme, mit denen sie abgelegt wird; Name, Patienten-ID und Geburtsdatum bleiben weg, wenn Sie dies nicht ankreuzen.</translation>
    </message>
    <message>
      <source>Export as</source>
      <translation>Exportieren als</translation>
    </message>
    <message>
      <source>What the objects are</source>
      <translation>Was die Objekte sind</translation>
    </message>
    <message>
      <source>Include who the patient is</source>
      <translation>Angeben, wer der Patient ist</translation>
    </message>
    <message>
      <source>User guide</source>
      <translation>Benutzerhandbuch</translation>
    </message>
    <message>
      <source>Contents</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>Back to the first page</source>
      <translation>Zurück zur ersten Seite</translation>
    </message>
    <message>
      <source>Component</source>
      <translation>Bestandteil</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Mask on another grid</source>
      <translation>Maske auf anderem Gitter</translation>
    </message>
    <message>
      <source>{name} does not lie on the scan's grid: {difference}.</source>
      <translation>{name} liegt nicht auf dem Gitter der Aufnahme: {difference}.</translation>
    </message>
    <message>
      <source>Resample</source>
      <translation>Umrechnen</translation>
    </message>
    <message>
      <source>Resampling gives every voxel of the scan the label that lies nearest to its middle.</source>
      <translation>Beim Umrechnen erhält jedes Voxel der Aufnahme das Label, das seiner Mitte am nächsten liegt.</translation>
    </message>
    <message>
      <source>The area was {before} and becomes {after} ({change}).</source>
      <translation>Die Fläche war {before} und wird {after} ({change}).</translation>
    </message>
    <message>
      <source>The volume was {before} ml and becomes {after} ml ({change}).</source>
      <translation>Das Volumen war {before} ml und wird {after} ml ({change}).</translation>
    </message>
    <message>
      <source>{share} % of it lies beside the scan and is left out.</source>
      <translation>{share} % davon liegen neben der Aufnahme und fallen weg.</translation>
    </message>
    <message>
      <source>Nothing is left of these labels: {labels}.</source>
      <translation>Von diesen Labeln bleibt nichts: {labels}.</translation>
    </message>
    <message>
      <source>Checking; this takes up to a minute…</source>
      <translation>Wird geprüft; das dauert bis zu einer Minute…</translation>
    </message>
    <message>
      <source>The self-test could not be started; install BIFSeg again.</source>
      <translation>Der Selbsttest ließ sich nicht starten; installieren Sie BIFSeg neu.</translation>
    </message>
    <message>
      <source>Choose a series</source>
      <translation>Serie wählen</translation>
    </message>
    <message>
      <source>Series</source>
      <translation>Serie</translation>
    </message>
    <message>
      <source>The folder holds {count} series.</source>
      <translation>Der Ordner enthält {count} Serien.</translation>
    </message>
    <message>
      <source>Left drag</source>
      <translation>Links ziehen</translation>
    </message>
    <message>
      <source>The tool in hand</source>
      <translation>Das gewählte Werkzeug</translation>
    </message>
    <message>
      <source>Right drag</source>
      <translation>Rechts ziehen</translation>
    </message>
    <message>
      <source>Scribbling: background; otherwise window and level</source>
      <translation>Hintergrundstrich, sonst Fensterung</translation>
    </message>
    <message>
      <source>Middle drag</source>
      <translation>Mitte ziehen</translation>
    </message>
    <message>
      <source>Move the picture</source>
      <translation>Das Bild verschieben</translation>
    </message>
    <message>
      <source>Ctrl + wheel</source>
      <translation>Strg + Rad</translation>
    </message>
    <message>
      <source>Zoom to the cursor</source>
      <translation>Zum Zeiger zoomen</translation>
    </message>
    <message>
      <source>Wheel, ↑ ↓, Page</source>
      <translation>Rad, ↑ ↓, Bild</translation>
    </message>
    <message>
      <source>Slices</source>
      <translation>Schichten</translation>
    </message>
    <message>
      <source>Shift + move</source>
      <translation>Umschalt + bewegen</translation>
    </message>
    <message>
      <source>Crosshair to the cursor</source>
      <translation>Fadenkreuz zum Zeiger</translation>
    </message>
    <message>
      <source>Alt + wheel</source>
      <translation>Alt + Rad</translation>
    </message>
    <message>
      <source>Size of the brush</source>
      <translation>Größe des Pinsels</translation>
    </message>
    <message>
      <source>Double-click, V</source>
      <translation>Doppelklick, V</translation>
    </message>
    <message>
      <source>One view alone, and back</source>
      <translation>Eine Ansicht allein, und zurück</translation>
    </message>
    <message>
      <source>Mouse and keys</source>
      <translation>Maus und Tasten</translation>
    </message>
    <message>
      <source>Mouse</source>
      <translation>Maus</translation>
    </message>
    <message>
      <source>mean {mean}, SD {deviation}</source>
      <translation>Mittel {mean}, SD {deviation}</translation>
    </message>
    <message>
      <source>{low} to {high}</source>
      <translation>{low} bis {high}</translation>
    </message>
    <message>
      <source>no voxel</source>
      <translation>kein Voxel</translation>
    </message>
    <message>
      <source>Axial</source>
      <translation>Axial</translation>
    </message>
    <message>
      <source>Coronal</source>
      <translation>Koronal</translation>
    </message>
    <message>
      <source>Sagittal</source>
      <translation>Sagittal</translation>
    </message>
    <message>
      <source>Axial slice</source>
      <translation>Axiale Schicht</translation>
    </message>
    <message>
      <source>Coronal slice</source>
      <translation>Koronale Schicht</translation>
    </message>
    <message>
      <source>Sagittal slice</source>
      <translation>Sagittale Schicht</translation>
    </message>
    <message>
      <source>Mint</source>
      <translation>Mint</translation>
    </message>
    <message>
      <source>Pink</source>
      <translation>Rosa</translation>
    </message>
    <message>
      <source>Yellow</source>
      <translation>Gelb</translation>
    </message>
    <message>
      <source>Blue</source>
      <translation>Blau</translation>
    </message>
    <message>
      <source>Coral</source>
      <translation>Koralle</translation>
    </message>
    <message>
      <source>Lime</source>
      <translation>Limette</translation>
    </message>
    <message>
      <source>Violet</source>
      <translation>Violett</translation>
    </message>
    <message>
      <source>Aqua</source>
      <translation>Aqua</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Hide this message</source>
      <translation>Diese Meldung ausblenden</translation>
    </message>
    <message>
      <source>Fold or unfold this part</source>
      <translation>Diesen Teil ein- oder ausklappen</translation>
    </message>
    <message>
      <source>Intensities and grey scale</source>
      <translation>Intensitäten und Graustufen</translation>
    </message>
    <message>
      <source>Drag the blue stretch or its ends; the wheel zooms, a double-click shows all</source>
      <translation>Den blauen Bereich oder seine Enden ziehen; das Rad zoomt, ein Doppelklick zeigt alles</translation>
    </message>
    <message>
      <source>To the box</source>
      <translation>An die Box</translation>
    </message>
    <message>
      <source>Fit the grey scale to what is in the box (A)</source>
      <translation>Graustufen an den Inhalt der Box anpassen (A)</translation>
    </message>
    <message>
      <source>Logarithmic</source>
      <translation>Logarithmisch</translation>
    </message>
    <message>
      <source>Show each count's logarithm, so that small structures are seen too</source>
      <translation>Den Logarithmus jeder Anzahl zeigen, damit auch kleine Strukturen zu sehen sind</translation>
    </message>
    <message>
      <source>Hide the contrast</source>
      <translation>Kontrast ausblenden</translation>
    </message>
    <message>
      <source>Hide (H)</source>
      <translation>Ausblenden (H)</translation>
    </message>
    <message>
      <source>Black at</source>
      <translation>Schwarz</translation>
    </message>
    <message>
      <source>White at</source>
      <translation>Weiß</translation>
    </message>
    <message>
      <source>Counting</source>
      <translation>Zählen</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>Kontrast</translation>
    </message>
    <message>
      <source>Skip the hints</source>
      <translation>Hinweise überspringen</translation>
    </message>
    <message>
      <source>Show no more hints</source>
      <translation>Keine Hinweise mehr zeigen</translation>
    </message>
    <message>
      <source>Steps done so far</source>
      <translation>Bisherige Schritte</translation>
    </message>
    <message>
      <source>Click a step to go there</source>
      <translation>Klick auf einen Schritt geht dorthin</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Memory is limited: the oldest steps stay done but can no longer be undone.</source>
      <translation>Der Speicher ist begrenzt: Die ältesten Schritte bleiben, sind aber nicht mehr rückgängig zu machen.</translation>
    </message>
    <message>
      <source>Too long ago to be undone</source>
      <translation>Zu lange her, um rückgängig gemacht zu werden</translation>
    </message>
    <message>
      <source>Scan opened</source>
      <translation>Aufnahme geöffnet</translation>
    </message>
    <message>
      <source>As far back as memory goes</source>
      <translation>So weit der Speicher reicht</translation>
    </message>
    <message>
      <source>Undone; a click does it again</source>
      <translation>Rückgängig gemacht; ein Klick stellt es wieder her</translation>
    </message>
    <message>
      <source>Image that is shown</source>
      <translation>Gezeigtes Bild</translation>
    </message>
    <message>
      <source>Image that is shown and segmented; I goes to the next</source>
      <translation>Bild, das gezeigt und segmentiert wird; I wechselt</translation>
    </message>
    <message>
      <source>How much of {name} is seen</source>
      <translation>Wie viel von {name} zu sehen ist</translation>
    </message>
    <message>
      <source>How much of the other image is seen</source>
      <translation>Wie viel vom anderen Bild zu sehen ist</translation>
    </message>
    <message>
      <source>Time point or channel; comma and full stop step</source>
      <translation>Zeitpunkt oder Kanal; Komma und Punkt blättern</translation>
    </message>
    <message>
      <source>Image</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>Blend</source>
      <translation>Mischung</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Missed</source>
      <translation>Übersehen</translation>
    </message>
    <message>
      <source>Spilt over</source>
      <translation>Zu viel</translation>
    </message>
    <message>
      <source>Learnt from</source>
      <translation>Daraus gelernt</translation>
    </message>
    <message>
      <source>Your scribbles, most of all</source>
      <translation>Ihre Striche, am meisten</translation>
    </message>
    <message>
      <source>Left out: it is unsure there</source>
      <translation>Ausgelassen: dort ist es unsicher</translation>
    </message>
    <message>
      <source>background</source>
      <translation>Hintergrund</translation>
    </message>
    <message>
      <source>object</source>
      <translation>Objekt</translation>
    </message>
    <message>
      <source>sure</source>
      <translation>sicher</translation>
    </message>
    <message>
      <source>unsure</source>
      <translation>unsicher</translation>
    </message>
    <message>
      <source>Known once the network has learnt this image.</source>
      <translation>Bekannt, sobald das Netz dieses Bild gelernt hat.</translation>
    </message>
    <message>
      <source>Filled mask</source>
      <translation>Gefüllte Maske</translation>
    </message>
    <message>
      <source>Outline</source>
      <translation>Umriss</translation>
    </message>
    <message>
      <source>Uncertainty</source>
      <translation>Unsicherheit</translation>
    </message>
    <message>
      <source>Errors</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Layer over the scan</source>
      <translation>Ebene über der Aufnahme</translation>
    </message>
    <message>
      <source>Opacity of the mask</source>
      <translation>Deckkraft der Maske</translation>
    </message>
    <message>
      <source>How strongly the mask covers the scan</source>
      <translation>Wie stark die Maske die Aufnahme bedeckt</translation>
    </message>
    <message>
      <source>What is laid over the scan</source>
      <translation>Was über der Aufnahme liegt</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>Fenster</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>Zentrum</translation>
    </message>
    <message>
      <source>Load a reference mask first (File menu).</source>
      <translation>Laden Sie zuerst eine Referenzmaske (Menü Datei).</translation>
    </message>
    <message>
      <source>Grey scale</source>
      <translation>Grau</translation>
    </message>
    <message>
      <source>Layer</source>
      <translation>Ebene</translation>
    </message>
    <message>
      <source>Opacity</source>
      <translation>Deckkraft</translation>
    </message>
    <message>
      <source>at</source>
      <translation>um</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>Prozessor</translation>
    </message>
    <message>
      <source>Graphics card</source>
      <translation>Grafikkarte</translation>
    </message>
    <message>
      <source>A set of parameters that belong together</source>
      <translation>Parameter, die zusammengehören</translation>
    </message>
    <message>
      <source>Which network looks at the box</source>
      <translation>Welches Netz die Box betrachtet</translation>
    </message>
    <message>
      <source>Where the network computes</source>
      <translation>Wo das Netz rechnet</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Go back to the default parameters</source>
      <translation>Zurück zu den Standardparametern</translation>
    </message>
    <message>
      <source>No graphics card that can be used was found.</source>
      <translation>Keine nutzbare Grafikkarte gefunden.</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Verfahren</translation>
    </message>
    <message>
      <source>Preset</source>
      <translation>Vorgabe</translation>
    </message>
    <message>
      <source>Works on</source>
      <translation>Rechnet auf</translation>
    </message>
    <message>
      <source>How the mask was made</source>
      <translation>Wie die Maske entstand</translation>
    </message>
    <message>
      <source>A pause of five seconds or more without mouse and keys counts as idle.</source>
      <translation>Fünf Sekunden oder mehr ohne Maus und Tasten zählen als Pause.</translation>
    </message>
    <message>
      <source>Numbers</source>
      <translation>Zahlen</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>Volumen</translation>
    </message>
    <message>
      <source>Dice</source>
      <translation>Dice</translation>
    </message>
    <message>
      <source>Your time</source>
      <translation>Ihre Zeit</translation>
    </message>
    <message>
      <source>active · idle</source>
      <translation>aktiv · Pause</translation>
    </message>
    <message>
      <source>Machine time</source>
      <translation>Rechenzeit</translation>
    </message>
    <message>
      <source>of it the last step</source>
      <translation>davon letzter Schritt</translation>
    </message>
    <message>
      <source>Rounds · strokes</source>
      <translation>Runden · Striche</translation>
    </message>
    <message>
      <source>Area</source>
      <translation>Fläche</translation>
    </message>
    <message>
      <source>Being computed anew</source>
      <translation>Wird neu berechnet</translation>
    </message>
    <message>
      <source>Add a box</source>
      <translation>Box hinzufügen</translation>
    </message>
    <message>
      <source>Merge with the one above</source>
      <translation>Mit dem darüber vereinen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>Opacity of this object</source>
      <translation>Deckkraft dieses Objekts</translation>
    </message>
    <message>
      <source>Show this one alone</source>
      <translation>Nur dieses zeigen</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Alle zeigen</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Hide</source>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Name of the object</source>
      <translation>Name des Objekts</translation>
    </message>
    <message>
      <source>{count} boxes, what they share counted once</source>
      <translation>{count} Boxen, Gemeinsames einmal gezählt</translation>
    </message>
    <message>
      <source>Show or hide the object</source>
      <translation>Objekt zeigen oder ausblenden</translation>
    </message>
    <message>
      <source>Colour, opacity and order of the object</source>
      <translation>Farbe, Deckkraft und Reihenfolge des Objekts</translation>
    </message>
    <message>
      <source>Add a box to this object (Shift+B)</source>
      <translation>Diesem Objekt eine Box hinzufügen (Umschalt+B)</translation>
    </message>
    <message>
      <source>Accepted</source>
      <translation>Bestätigt</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Offen</translation>
    </message>
    <message>
      <source>New object</source>
      <translation>Neues Objekt</translation>
    </message>
    <message>
      <source>Outline another object in this scan (Ctrl+N)</source>
      <translation>Ein weiteres Objekt dieser Aufnahme umreißen (Strg+N)</translation>
    </message>
    <message>
      <source>Remove the marked object; undo brings it back</source>
      <translation>Das markierte Objekt entfernen; Rückgängig holt es wieder</translation>
    </message>
    <message>
      <source>Objects</source>
      <translation>Objekte</translation>
    </message>
    <message>
      <source>Where objects overlap, the lower one wins.</source>
      <translation>Wo Objekte überlappen, gilt das untere.</translation>
    </message>
    <message>
      <source>Grey scale preset</source>
      <translation>Vorgabe der Graustufen</translation>
    </message>
    <message>
      <source>Which intensities are black and white; W takes the next preset</source>
      <translation>Welche Werte schwarz und weiß sind; W nimmt die nächste Vorgabe</translation>
    </message>
    <message>
      <source>Live</source>
      <translation>Live</translation>
    </message>
    <message>
      <source>A box and a scribble start the work by themselves (L)</source>
      <translation>Box und Striche starten die Arbeit von selbst (L)</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Go on where the work was interrupted</source>
      <translation>Dort weitermachen, wo die Arbeit unterbrochen wurde</translation>
    </message>
    <message>
      <source>Remove this work for good</source>
      <translation>Diese Arbeit endgültig entfernen</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Go back to the first question</source>
      <translation>Zurück zur ersten Frage</translation>
    </message>
    <message>
      <source>BIFSeg ended unexpectedly. Restore the work on {name}?</source>
      <translation>BIFSeg wurde unerwartet beendet. Arbeit an {name} wiederherstellen?</translation>
    </message>
    <message>
      <source>Discard the work on {name} for good?</source>
      <translation>Arbeit an {name} endgültig verwerfen?</translation>
    </message>
    <message>
      <source>Stop and go back to how it was (Esc)</source>
      <translation>Anhalten und zurück zum vorigen Stand (Esc)</translation>
    </message>
    <message>
      <source>Left draws the object; X swaps</source>
      <translation>Links zeichnet das Objekt; X tauscht</translation>
    </message>
    <message>
      <source>Left draws background; X swaps</source>
      <translation>Links zeichnet Hintergrund; X tauscht</translation>
    </message>
    <message>
      <source>Width of the brush in pixels</source>
      <translation>Breite des Pinsels in Pixeln</translation>
    </message>
    <message>
      <source>Width of the brush in voxels</source>
      <translation>Breite des Pinsels in Voxeln</translation>
    </message>
    <message>
      <source>1  Open</source>
      <translation>1  Öffnen</translation>
    </message>
    <message>
      <source>A scan, a picture, or a folder of DICOM files.</source>
      <translation>Eine Aufnahme, ein Bild oder ein Ordner mit DICOM-Dateien.</translation>
    </message>
    <message>
      <source>2  Box</source>
      <translation>2  Box</translation>
    </message>
    <message>
      <source>Drag a box around the object. The mask comes by itself.</source>
      <translation>Ziehen Sie eine Box um das Objekt. Die Maske kommt von selbst.</translation>
    </message>
    <message>
      <source>3  Scribble</source>
      <translation>3  Markieren</translation>
    </message>
    <message>
      <source>Where it is wrong: left adds, right removes. Then accept.</source>
      <translation>Wo sie falsch ist: links fügt hinzu, rechts nimmt weg. Dann bestätigen.</translation>
    </message>
    <message>
      <source>NIfTI, NRRD, MHA, DICOM, PNG, JPEG or TIFF (Ctrl+O)</source>
      <translation>NIfTI, NRRD, MHA, DICOM, PNG, JPEG oder TIFF (Strg+O)</translation>
    </message>
    <message>
      <source>Open a DICOM folder…</source>
      <translation>DICOM-Ordner öffnen…</translation>
    </message>
    <message>
      <source>All slices of a DICOM series (Ctrl+Shift+O)</source>
      <translation>Alle Schichten einer DICOM-Serie (Strg+Umschalt+O)</translation>
    </message>
    <message>
      <source>Try the sample</source>
      <translation>Beispiel ausprobieren</translation>
    </message>
    <message>
      <source>An artificial head scan with a bright spot to outline</source>
      <translation>Eine künstliche Kopfaufnahme mit einem hellen Fleck zum Umreißen</translation>
    </message>
    <message>
      <source>Box it, look, scribble, accept.</source>
      <translation>Box ziehen, ansehen, markieren, bestätigen.</translation>
    </message>
    <message>
      <source>Or drop a file or a folder anywhere on this window.</source>
      <translation>Oder ziehen Sie eine Datei oder einen Ordner irgendwo auf dieses Fenster.</translation>
    </message>
    <message>
      <source>Recent scans</source>
      <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Intensities along the last ruler</source>
      <translation>Intensitäten entlang des letzten Lineals</translation>
    </message>
    <message>
      <source>Intensities along the last ruler; dashed: where black and white are</source>
      <translation>Intensitäten entlang des letzten Lineals; gestrichelt: wo Schwarz und Weiß liegen</translation>
    </message>
    <message>
      <source>Open &amp;recent</source>
      <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>&amp;Clear this list</source>
      <translation>Diese Liste &amp;leeren</translation>
    </message>
    <message>
      <source>No scan was opened yet</source>
      <translation>Noch keine Aufnahme wurde geöffnet</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <source>Surfaces need OpenGL (libEGL), which was not found here.</source>
      <translation>Oberflächen brauchen OpenGL (libEGL), das hier nicht gefunden wurde.</translation>
    </message>
    <message>
      <source>The 3D view failed; slices and masks are kept.</source>
      <translation>Die 3D-Ansicht ist ausgefallen; Schichten und Masken sind erhalten.</translation>
    </message>
    <message>
      <source>The object's surface appears here</source>
      <translation>Hier erscheint die Oberfläche</translation>
    </message>
    <message>
      <source>The surface could not be made; the mask is whole</source>
      <translation>Die Oberfläche konnte nicht erzeugt werden; die Maske ist unversehrt</translation>
    </message>
    <message>
      <source>The surface of {name} could not be made; its mask is whole and can be exported.</source>
      <translation>Die Oberfläche von {name} konnte nicht erzeugt werden; die Maske ist unversehrt und kann exportiert werden.</translation>
    </message>
    <message>
      <source>3D view</source>
      <translation>3D-Ansicht</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>The view was copied; paste it where you need it.</source>
      <translation>Die Ansicht wurde kopiert; fügen Sie sie ein, wo Sie sie brauchen.</translation>
    </message>
    <message>
      <source>There is no earlier mask.</source>
      <translation>Es gibt keine frühere Maske.</translation>
    </message>
    <message>
      <source>As it was before: {step}</source>
      <translation>Wie es war vor: {step}</translation>
    </message>
    <message>
      <source>The graphics card failed or ran out of memory, so the processor made this mask.</source>
      <translation>Die Grafikkarte ist ausgefallen oder ihr Speicher war voll; diese Maske hat der Prozessor berechnet.</translation>
    </message>
    <message>
      <source>Memory is short, so the box was looked at in half its detail; close other programs for more.</source>
      <translation>Der Speicher ist knapp, die Box wurde daher mit halber Feinheit betrachtet; schließen Sie andere Programme für mehr.</translation>
    </message>
    <message>
      <source>The box is large, so it was looked at in steps of {value_1} voxels; draw a smaller one for finer edges.</source>
      <translation>Die Box ist groß und wurde in Schritten von {value_1} Voxeln betrachtet; ziehen Sie eine kleinere für feinere Ränder.</translation>
    </message>
    <message>
      <source>Memory does not suffice for this box, not even in half its detail; close other programs or draw a smaller box.</source>
      <translation>Der Speicher reicht für diese Box nicht, auch nicht mit halber Feinheit; schließen Sie andere Programme oder ziehen Sie eine kleinere Box.</translation>
    </message>
    <message>
      <source>The box needs {value_1} of memory and {value_2} are free; draw a smaller box or close other programs.</source>
      <translation>Die Box braucht {value_1} Speicher und {value_2} sind frei; ziehen Sie eine kleinere Box oder schließen Sie andere Programme.</translation>
    </message>
    <message>
      <source>There is no scribble in the box; draw one where the mask is wrong.</source>
      <translation>In der Box ist kein Strich; markieren Sie, wo die Maske falsch ist.</translation>
    </message>
    <message>
      <source>Cutting along the edges</source>
      <translation>Entlang der Kanten wird geschnitten</translation>
    </message>
    <message>
      <source>Learning this image</source>
      <translation>Dieses Bild wird gelernt</translation>
    </message>
    <message>
      <source>Measuring around the scribbles</source>
      <translation>Um die Striche wird gemessen</translation>
    </message>
    <message>
      <source>Scribble</source>
      <translation>Strich</translation>
    </message>
    <message>
      <source>Measure</source>
      <translation>Messung</translation>
    </message>
    <message>
      <source>Load reference</source>
      <translation>Referenz laden</translation>
    </message>
    <message>
      <source>Change parameters</source>
      <translation>Parameter ändern</translation>
    </message>
    <message>
      <source>The scan {value_1} has changed since this work was done on it; put the earlier one back and try again.</source>
      <translation>Die Aufnahme {value_1} hat sich seit dieser Arbeit verändert; stellen Sie die frühere wieder her und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The scan {value_1} that this work was done on is not there any more; put it back where it was and try again.</source>
      <translation>Die Aufnahme {value_1} zu dieser Arbeit ist nicht mehr da; legen Sie sie an ihren Ort zurück und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The case file {value_1} is damaged or no case file; open a copy of it.</source>
      <translation>Die Falldatei {value_1} ist beschädigt oder keine; öffnen Sie eine Kopie.</translation>
    </message>
    <message>
      <source>The scan was not read from a file; save it as a file and open that.</source>
      <translation>Die Aufnahme stammt nicht aus einer Datei; speichern Sie sie als Datei und öffnen Sie diese.</translation>
    </message>
    <message>
      <source>The kept work on {value_1} cannot be read; it stays where it is.</source>
      <translation>Die gesicherte Arbeit an {value_1} ist nicht lesbar; sie bleibt, wo sie ist.</translation>
    </message>
    <message>
      <source>The case file {value_1} cannot be opened; check the path and your access to it.</source>
      <translation>Die Falldatei {value_1} lässt sich nicht öffnen; prüfen Sie den Pfad und Ihren Zugriff.</translation>
    </message>
    <message>
      <source>The case file {value_1} was saved by a later version of BIFSeg; open it with that one.</source>
      <translation>Die Falldatei {value_1} stammt von einer neueren Version von BIFSeg; öffnen Sie sie mit dieser.</translation>
    </message>
    <message>
      <source>{value_1} could not be saved: reading it back gave something else; try another folder.</source>
      <translation>{value_1} konnte nicht gespeichert werden: Zurückgelesen war es etwas anderes; nehmen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>No CUDA graphics card can be used here; choose the device cpu or auto.</source>
      <translation>Hier ist keine CUDA-Grafikkarte nutzbar; wählen Sie den Prozessor oder automatisch.</translation>
    </message>
    <message>
      <source>Reading the scribbles</source>
      <translation>Die Striche werden gelesen</translation>
    </message>
    <message>
      <source>The box grew to hold a scribble outside it.</source>
      <translation>Die Box ist gewachsen, um einen Strich außerhalb aufzunehmen.</translation>
    </message>
    <message>
      <source>Memory is short; trying another way</source>
      <translation>Der Speicher ist knapp; es wird anders versucht</translation>
    </message>
    <message>
      <source>The network {value_1} is made for {value_2}D boxes; choose one for {value_3}D.</source>
      <translation>Das Netz {value_1} ist für {value_2}D-Boxen; wählen Sie eines für {value_3}D.</translation>
    </message>
    <message>
      <source>The image does not say properly where it lies; save it again with its position.</source>
      <translation>Das Bild sagt nicht richtig, wo es liegt; speichern Sie es erneut mit seiner Lage.</translation>
    </message>
    <message>
      <source>The image has a voxel spacing of zero, so nothing can be measured.</source>
      <translation>Das Bild hat einen Voxelabstand von null, es lässt sich also nichts messen.</translation>
    </message>
    <message>
      <source>The box is empty: each of its ranges must end after it starts.</source>
      <translation>Die Box ist leer: Jeder ihrer Bereiche muss nach seinem Anfang enden.</translation>
    </message>
    <message>
      <source>The box "{value_1}" is not of the form i0:i1,j0:j1,k0:k1 (2D: i0:i1,j0:j1).</source>
      <translation>Die Box "{value_1}" hat nicht die Form i0:i1,j0:j1,k0:k1 (2D: i0:i1,j0:j1).</translation>
    </message>
    <message>
      <source>The box lies outside the image; draw it over the object.</source>
      <translation>Die Box liegt außerhalb des Bildes; ziehen Sie sie über das Objekt.</translation>
    </message>
    <message>
      <source>Writing {value_1} was cancelled; nothing was changed.</source>
      <translation>Das Schreiben von {value_1} wurde abgebrochen; nichts wurde verändert.</translation>
    </message>
    <message>
      <source>{value_1} cannot be written because a folder has that name; choose another name.</source>
      <translation>{value_1} lässt sich nicht schreiben, weil ein Ordner so heißt; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>{value_1} is write-protected; choose another name.</source>
      <translation>{value_1} ist schreibgeschützt; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>Not a medical device: for research and teaching, not for diagnosis or treatment.</source>
      <translation>Kein Medizinprodukt: für Forschung und Lehre, nicht für Diagnose oder Behandlung.</translation>
    </message>
    <message>
      <source>{value_1} has no known ending; use .html.</source>
      <translation>{value_1} hat keine bekannte Endung; nehmen Sie .html.</translation>
    </message>
    <message>
      <source>{value_1} has no known ending; use .csv.</source>
      <translation>{value_1} hat keine bekannte Endung; nehmen Sie .csv.</translation>
    </message>
    <message>
      <source>{value_1} is another table; choose a new name.</source>
      <translation>{value_1} ist eine andere Tabelle; wählen Sie einen neuen Namen.</translation>
    </message>
    <message>
      <source>The series of {value_1} was read from {value_2} files beside it.</source>
      <translation>Die Serie von {value_1} wurde aus {value_2} Dateien daneben gelesen.</translation>
    </message>
    <message>
      <source>{value_1} ({value_2}) could not be read; check whether slices are missing.</source>
      <translation>{value_1} ({value_2}) ließen sich nicht lesen; prüfen Sie, ob Schichten fehlen.</translation>
    </message>
    <message>
      <source>The folder {value_1} holds no DICOM images; choose another one or a file.</source>
      <translation>Der Ordner {value_1} enthält keine DICOM-Bilder; wählen Sie einen anderen oder eine Datei.</translation>
    </message>
    <message>
      <source>The folder {value_1} holds {value_2} DICOM series ({value_3}); choose one of them by opening one of its files.</source>
      <translation>Der Ordner {value_1} enthält {value_2} DICOM-Serien ({value_3}); wählen Sie eine, indem Sie eine ihrer Dateien öffnen.</translation>
    </message>
    <message>
      <source>The folder {value_1} holds more than {value_2} files; choose the folder of one scan.</source>
      <translation>Der Ordner {value_1} enthält mehr als {value_2} Dateien; wählen Sie den Ordner einer Aufnahme.</translation>
    </message>
    <message>
      <source>{value_1} has no known ending; use .dcm.</source>
      <translation>{value_1} hat keine bekannte Endung; nehmen Sie .dcm.</translation>
    </message>
    <message>
      <source>{value_1} was not written: no object has a mask yet.</source>
      <translation>{value_1} wurde nicht geschrieben: Noch kein Objekt hat eine Maske.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the scan's DICOM files name no frame of reference; export NIfTI instead.</source>
      <translation>{value_1} wurde nicht geschrieben: Die DICOM-Dateien nennen kein Bezugssystem; exportieren Sie stattdessen NIfTI.</translation>
    </message>
    <message>
      <source>The scan was not opened from DICOM files.</source>
      <translation>Die Aufnahme wurde nicht aus DICOM-Dateien geöffnet.</translation>
    </message>
    <message>
      <source>The DICOM file does not say where in the patient it lies.</source>
      <translation>Die DICOM-Datei sagt nicht, wo im Patienten sie liegt.</translation>
    </message>
    <message>
      <source>The file has the pixels of the straight grid that the tilted slices were shifted onto; not every viewer lays them over the scan.</source>
      <translation>Die Datei hat die Pixel des geraden Gitters, auf das die gekippten Schichten geschoben wurden; nicht jeder Betrachter legt sie über die Aufnahme.</translation>
    </message>
    <message>
      <source>The file has the slices of the even grid that the scan was interpolated to; not every viewer lays them over the scan.</source>
      <translation>Die Datei hat die Schichten des gleichmäßigen Gitters, auf das interpoliert wurde; nicht jeder Betrachter legt sie über die Aufnahme.</translation>
    </message>
    <message>
      <source>The file counts from white to black; its values were inverted to be shown as meant.</source>
      <translation>Die Datei zählt von Weiß nach Schwarz; ihre Werte wurden umgekehrt, damit sie wie gemeint erscheint.</translation>
    </message>
    <message>
      <source>{value_1} is packed in a way that is not known here; save it uncompressed or as JPEG 2000 first.</source>
      <translation>{value_1} ist auf eine hier unbekannte Weise gepackt; speichern Sie es zuerst unkomprimiert oder als JPEG 2000.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the scan's DICOM files lack or misspell an attribute that it must repeat ({value_2}); leave out who the patient is, or export NIfTI instead.</source>
      <translation>{value_1} wurde nicht geschrieben: Den DICOM-Dateien fehlt ein Attribut, das zu wiederholen ist, oder es ist falsch geschrieben ({value_2}); lassen Sie weg, wer der Patient ist, oder exportieren Sie NIfTI.</translation>
    </message>
    <message>
      <source>{value_1} is DICOM but no image; choose a file of the scan.</source>
      <translation>{value_1} ist DICOM, aber kein Bild; wählen Sie eine Datei der Aufnahme.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the scan's file {value_2} is gone or has changed; open the scan again.</source>
      <translation>{value_1} wurde nicht geschrieben: Die Datei {value_2} der Aufnahme fehlt oder hat sich verändert; öffnen Sie die Aufnahme neu.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the scan's slices name different frames of reference; export NIfTI instead.</source>
      <translation>{value_1} wurde nicht geschrieben: Die Schichten der Aufnahme nennen verschiedene Bezugssysteme; exportieren Sie stattdessen NIfTI.</translation>
    </message>
    <message>
      <source>{value_1} was not written: {value_2} has no {value_3}, so nothing can refer to it.</source>
      <translation>{value_1} wurde nicht geschrieben: {value_2} hat kein {value_3}, nichts kann sich also darauf beziehen.</translation>
    </message>
    <message>
      <source>The slices are in colour; their brightness is shown and segmented.</source>
      <translation>Die Schichten sind farbig; ihre Helligkeit wird gezeigt und segmentiert.</translation>
    </message>
    <message>
      <source>The file does not say how large its pixels are; lengths count each as 1 mm.</source>
      <translation>Die Datei sagt nicht, wie groß ihre Pixel sind; Längen zählen jedes als 1 mm.</translation>
    </message>
    <message>
      <source>The slices of {value_1} do not say where they lie; choose another series.</source>
      <translation>Die Schichten von {value_1} sagen nicht, wo sie liegen; wählen Sie eine andere Serie.</translation>
    </message>
    <message>
      <source>{value_1} files are copies of other slices and were left out.</source>
      <translation>{value_1} Dateien sind Kopien anderer Schichten und wurden weggelassen.</translation>
    </message>
    <message>
      <source>{value_1} has no known ending; use {value_2}.</source>
      <translation>{value_1} hat keine bekannte Endung; nehmen Sie {value_2}.</translation>
    </message>
    <message>
      <source>{value_1} holds 8-bit values only; choose another ending than .png.</source>
      <translation>{value_1} fasst nur 8-Bit-Werte; wählen Sie eine andere Endung als .png.</translation>
    </message>
    <message>
      <source>{value_1} cannot hold a 3D image; use {value_2}.</source>
      <translation>{value_1} kann kein 3D-Bild aufnehmen; nehmen Sie {value_2}.</translation>
    </message>
    <message>
      <source>{value_1} was not written correctly: reading it back gave something else; check the disk and try again.</source>
      <translation>{value_1} wurde nicht richtig geschrieben: Zurückgelesen war es etwas anderes; prüfen Sie den Datenträger und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The file holds {value_1} time points or channels; the first is used unless another is chosen.</source>
      <translation>Die Datei enthält {value_1} Zeitpunkte oder Kanäle; der erste gilt, wenn kein anderer gewählt ist.</translation>
    </message>
    <message>
      <source>The picture is stored in colour but all of it is grey, so it was read as grey values.</source>
      <translation>Das Bild ist farbig gespeichert, aber durchweg grau, und wurde daher als Grauwerte gelesen.</translation>
    </message>
    <message>
      <source>The picture is shown in colour and segmented on its brightness.</source>
      <translation>Das Bild wird farbig gezeigt und nach seiner Helligkeit segmentiert.</translation>
    </message>
    <message>
      <source>The helper process that reads this file cannot be started; memory may be short, so close other programs and try again.</source>
      <translation>Der Hilfsprozess, der diese Datei liest, kann nicht gestartet werden; vielleicht fehlt Arbeitsspeicher. Schließen Sie andere Programme und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>{value_1} is a picture in colours; save it in grey values, one for each label.</source>
      <translation>{value_1} ist ein Farbbild; speichern Sie es in Grauwerten, einen für jedes Label.</translation>
    </message>
    <message>
      <source>{value_1} is not a label map: it holds values other than the whole numbers from 0 to 255; choose another file.</source>
      <translation>{value_1} ist keine Labelkarte: Sie enthält andere Werte als ganze Zahlen von 0 bis 255; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>{value_1} is not a mask: some values are not numbers; choose another.</source>
      <translation>{value_1} ist keine Maske: Einige Werte sind keine Zahlen; wählen Sie eine andere.</translation>
    </message>
    <message>
      <source>{value_1} holds values other than 0 (nothing), 1 (foreground) and 2 (background); choose a label map of scribbles.</source>
      <translation>{value_1} enthält andere Werte als 0 (nichts), 1 (Objekt) und 2 (Hintergrund); wählen Sie eine Labelkarte mit Strichen.</translation>
    </message>
    <message>
      <source>{value_1} does not lie on the grid of the image: {value_2}; save it again on the image's own grid.</source>
      <translation>{value_1} liegt nicht auf dem Gitter des Bildes: {value_2}; speichern Sie es auf dem Gitter des Bildes.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the mask is empty and has no surface.</source>
      <translation>{value_1} wurde nicht geschrieben: Die Maske ist leer und hat keine Oberfläche.</translation>
    </message>
    <message>
      <source>{value_1} was not written: a 2D image has no surface.</source>
      <translation>{value_1} wurde nicht geschrieben: Ein 2D-Bild hat keine Oberfläche.</translation>
    </message>
    <message>
      <source>{name} cannot be read; check the file and its disk.</source>
      <translation>{name} ist nicht lesbar; prüfen Sie die Datei und ihren Datenträger.</translation>
    </message>
    <message>
      <source>{name} cannot be written; choose another folder.</source>
      <translation>{name} lässt sich nicht schreiben; wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>There is no file or folder {name}; check the path.</source>
      <translation>Es gibt keine Datei und keinen Ordner {name}; prüfen Sie den Pfad.</translation>
    </message>
    <message>
      <source>{name} cannot be opened because permission is denied; ask for access to it.</source>
      <translation>{name} lässt sich nicht öffnen, weil die Berechtigung fehlt; bitten Sie um Zugriff.</translation>
    </message>
    <message>
      <source>The name of {name} is too long; give it a shorter one.</source>
      <translation>Der Name von {name} ist zu lang; kürzen Sie ihn.</translation>
    </message>
    <message>
      <source>{name} cannot be read from its disk; copy it again from where it came.</source>
      <translation>{name} ist auf seinem Datenträger nicht lesbar; kopieren Sie die Datei neu vom Ursprung.</translation>
    </message>
    <message>
      <source>{name} cannot be written: its folder does not exist; choose another one.</source>
      <translation>{name} lässt sich nicht schreiben: Der Ordner existiert nicht; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>{name} cannot be written: its folder is a file; choose another one.</source>
      <translation>{name} lässt sich nicht schreiben: Sein Ordner ist eine Datei; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>{name} cannot be written: its folder allows no writing; choose another.</source>
      <translation>{name} lässt sich nicht schreiben: Der Ordner erlaubt es nicht; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>{name} cannot be written: the disk is read-only; choose another folder.</source>
      <translation>{name} lässt sich nicht schreiben: Der Datenträger ist nur lesbar; wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>{name} cannot be written: the disk is full; free some space and try again.</source>
      <translation>{name} lässt sich nicht schreiben: Der Datenträger ist voll; schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>{name} cannot be written: your share of the disk is used up; free some space and try again.</source>
      <translation>{name} lässt sich nicht schreiben: Ihr Anteil am Datenträger ist verbraucht; schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>{name} cannot be written: it is too large for the disk; choose another.</source>
      <translation>{name} lässt sich nicht schreiben: zu groß für den Datenträger; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>{name} cannot be written: its name is too long; choose a shorter one.</source>
      <translation>{name} lässt sich nicht schreiben: Der Name ist zu lang; wählen Sie einen kürzeren.</translation>
    </message>
    <message>
      <source>{name} cannot be written: a folder has that name; choose another name.</source>
      <translation>{name} lässt sich nicht schreiben: Ein Ordner heißt so; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>{value_1} is incomplete: it ends before its last voxel; copy it again.</source>
      <translation>{value_1} ist unvollständig: Die Datei endet vor ihrem letzten Voxel; kopieren Sie sie neu.</translation>
    </message>
    <message>
      <source>{value_1} is damaged and cannot be read; copy it again.</source>
      <translation>{value_1} ist beschädigt und nicht lesbar; kopieren Sie die Datei neu.</translation>
    </message>
    <message>
      <source>{value_1} is a colour image or has several values at each voxel; save it with one grey value at each first.</source>
      <translation>{value_1} ist ein Farbbild oder hat mehrere Werte je Voxel; speichern Sie es zuerst mit einem Grauwert je Voxel.</translation>
    </message>
    <message>
      <source>{value_1} is four-dimensional: it holds {value_2} volumes; save one by itself.</source>
      <translation>{value_1} ist vierdimensional und enthält {value_2} Volumen; speichern Sie eines für sich.</translation>
    </message>
    <message>
      <source>{value_1} is damaged: it claims more voxels than its size can hold; copy it again.</source>
      <translation>{value_1} ist beschädigt: Die Datei gibt mehr Voxel an, als sie fasst; kopieren Sie sie neu.</translation>
    </message>
    <message>
      <source>{value_1} does not fit into this computer's memory; crop or downsample it first.</source>
      <translation>{value_1} passt nicht in den Speicher dieses Rechners; beschneiden oder verkleinern Sie das Bild zuerst.</translation>
    </message>
    <message>
      <source>{value_1} keeps its voxels as text or in several files; save it as one .mha file.</source>
      <translation>{value_1} hält seine Voxel als Text oder in mehreren Dateien; speichern Sie es als eine .mha-Datei.</translation>
    </message>
    <message>
      <source>{value_1} keeps its voxels in a second file; save it as one .nii file first.</source>
      <translation>{value_1} hält seine Voxel in einer zweiten Datei; speichern Sie es zuerst als eine .nii-Datei.</translation>
    </message>
    <message>
      <source>{value_1} is not a NIfTI image; choose another file.</source>
      <translation>{value_1} ist kein NIfTI-Bild; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>The file's two orientations (sform and qform) differ by up to {value_1} mm; the sform is used.</source>
      <translation>Die beiden Ausrichtungen der Datei (sform und qform) weichen bis zu {value_1} mm voneinander ab; die sform gilt.</translation>
    </message>
    <message>
      <source>{value_1} holds numbers of a kind that cannot be segmented (complex, single bits, or longer than 64 bits); save it with plain numbers first.</source>
      <translation>{value_1} enthält Zahlen einer Art, die sich nicht segmentieren lässt (komplex, einzelne Bits oder länger als 64 Bit); speichern Sie es zuerst mit einfachen Zahlen.</translation>
    </message>
    <message>
      <source>{value_1} keeps its voxels as text or in several files; save it as one file.</source>
      <translation>{value_1} hält seine Voxel als Text oder in mehreren Dateien; speichern Sie es als eine Datei.</translation>
    </message>
    <message>
      <source>{value_1} gives its lengths in another unit than millimetres ({value_2}); save it in millimetres first.</source>
      <translation>{value_1} gibt seine Längen in einer anderen Einheit als Millimetern an ({value_2}); speichern Sie es zuerst in Millimetern.</translation>
    </message>
    <message>
      <source>{value_1} holds {value_2} pages; save the one you want by itself.</source>
      <translation>{value_1} enthält {value_2} Seiten; speichern Sie die gewünschte für sich.</translation>
    </message>
    <message>
      <source>The file does not say how the patient lies, so no sides are shown.</source>
      <translation>Die Datei sagt nicht, wie der Patient liegt; Seiten werden daher nicht gezeigt.</translation>
    </message>
    <message>
      <source>The spacing or position of {value_1} is not a number; repair the file.</source>
      <translation>Abstand oder Lage von {value_1} ist keine Zahl; reparieren Sie die Datei.</translation>
    </message>
    <message>
      <source>{value_1} has a voxel spacing of zero, so nothing can be measured; repair the file.</source>
      <translation>{value_1} hat einen Voxelabstand von null, es lässt sich also nichts messen; reparieren Sie die Datei.</translation>
    </message>
    <message>
      <source>The axes of {value_1} are not at right angles to each other; resample it to a grid with right angles first.</source>
      <translation>Die Achsen von {value_1} stehen nicht rechtwinklig; rechnen Sie es zuerst auf ein rechtwinkliges Gitter um.</translation>
    </message>
    <message>
      <source>{value_1} is not an image; choose NIfTI, NRRD, MHA, DICOM, PNG, JPEG or TIFF.</source>
      <translation>{value_1} ist kein Bild; wählen Sie NIfTI, NRRD, MHA, DICOM, PNG, JPEG oder TIFF.</translation>
    </message>
    <message>
      <source>{value_1} is empty; copy it again or choose another file.</source>
      <translation>{value_1} ist leer; kopieren Sie die Datei neu oder wählen Sie eine andere.</translation>
    </message>
    <message>
      <source>{value_1} is not a NIfTI image or damaged; copy it again.</source>
      <translation>{value_1} ist kein NIfTI-Bild oder beschädigt; kopieren Sie die Datei neu.</translation>
    </message>
    <message>
      <source>{value_1} needs {value_2} of memory and {value_3} are free; close other programs, or crop or downsample it first.</source>
      <translation>{value_1} braucht {value_2} Speicher und {value_3} sind frei; schließen Sie andere Programme oder beschneiden oder verkleinern Sie das Bild zuerst.</translation>
    </message>
    <message>
      <source>The slices lie up to {value_1} mm beside their regular places; a distance of {value_2} mm is used.</source>
      <translation>Die Schichten liegen bis zu {value_1} mm neben ihren regelmäßigen Plätzen; ein Abstand von {value_2} mm gilt.</translation>
    </message>
    <message>
      <source>The slices lie unevenly, {value_1} to {value_2} mm apart, so the scan was interpolated to even distances of {value_3} mm; masks lie on that grid.</source>
      <translation>Die Schichten liegen ungleichmäßig, {value_1} bis {value_2} mm auseinander; die Aufnahme wurde auf gleiche Abstände von {value_3} mm interpoliert, auf diesem Gitter liegen auch die Masken.</translation>
    </message>
    <message>
      <source>The gantry was tilted by {value_1}°, so every slice was shifted onto a straight grid; masks lie on that grid.</source>
      <translation>Die Gantry war um {value_1}° gekippt; jede Schicht wurde auf ein gerades Gitter geschoben, auf dem auch die Masken liegen.</translation>
    </message>
    <message>
      <source>{value_1} holds several slices at the same position ({value_2} too many); remove the duplicates.</source>
      <translation>{value_1} enthält mehrere Schichten an derselben Stelle ({value_2} zu viel); entfernen Sie die Dubletten.</translation>
    </message>
    <message>
      <source>In {value_1} {value_2} missing, the first between {value_3} mm and {value_4} mm; copy the complete series again.</source>
      <translation>In {value_1} {value_2} Lücken, die erste zwischen {value_3} mm und {value_4} mm; kopieren Sie die ganze Serie neu.</translation>
    </message>
    <message>
      <source>The time points of {value_1} do not lie at the same place; copy each into a folder of its own and open that.</source>
      <translation>Die Zeitpunkte von {value_1} liegen nicht an derselben Stelle; kopieren Sie jeden in einen eigenen Ordner und öffnen Sie diesen.</translation>
    </message>
    <message>
      <source>The slices of {value_1} lie in different orientations; choose a series whose slices are parallel.</source>
      <translation>Die Schichten von {value_1} liegen in verschiedenen Richtungen; wählen Sie eine Serie mit parallelen Schichten.</translation>
    </message>
    <message>
      <source>The rows and columns of {value_1} are not at right angles; choose another.</source>
      <translation>Zeilen und Spalten von {value_1} stehen nicht rechtwinklig; wählen Sie eine andere.</translation>
    </message>
    <message>
      <source>The slices of {value_1} differ in size; choose another series.</source>
      <translation>Die Schichten von {value_1} sind verschieden groß; wählen Sie eine andere Serie.</translation>
    </message>
    <message>
      <source>The slices of {value_1} differ in pixel spacing; choose another series.</source>
      <translation>Die Schichten von {value_1} haben verschiedene Pixelabstände; wählen Sie eine andere Serie.</translation>
    </message>
    <message>
      <source>{value_1} holds several slices at the same position, but not equally many at each, so time points are not whole; copy the complete series again.</source>
      <translation>{value_1} enthält mehrere Schichten an derselben Stelle, aber nicht überall gleich viele; Zeitpunkte sind also unvollständig. Kopieren Sie die ganze Serie neu.</translation>
    </message>
    <message>
      <source>The slices of {value_1} are unevenly spaced ({value_2} to {value_3} mm apart), so some may be missing; copy the complete series again or choose another.</source>
      <translation>Die Schichten von {value_1} liegen ungleichmäßig ({value_2} bis {value_3} mm auseinander), es könnten welche fehlen; kopieren Sie die vollständige Serie erneut oder wählen Sie eine andere.</translation>
    </message>
    <message>
      <source>The slices of {value_1} are shifted against each other, and not evenly as by a tilted gantry; choose another series.</source>
      <translation>Die Schichten von {value_1} sind gegeneinander verschoben, aber nicht gleichmäßig wie bei gekippter Gantry; wählen Sie eine andere Serie.</translation>
    </message>
    <message>
      <source>The slices of {value_1} are shifted against each other by more than their width, so no straight grid holds them; choose another series.</source>
      <translation>Die Schichten von {value_1} sind um mehr als ihre Breite verschoben, kein gerades Gitter fasst sie; wählen Sie eine andere Serie.</translation>
    </message>
    <message>
      <source>{value_1} is the scan itself and was kept; choose another name.</source>
      <translation>{value_1} ist die Aufnahme selbst und blieb erhalten; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>The camera marked this picture as turned, so other programs may show it otherwise; it is shown as stored, and masks lie on its stored pixels.</source>
      <translation>Die Kamera hat dieses Bild als gedreht gekennzeichnet, andere Programme zeigen es daher vielleicht anders; es wird wie gespeichert gezeigt, und Masken liegen auf den gespeicherten Pixeln.</translation>
    </message>
    <message>
      <source>{value_1} keeps its voxels in {value_2}, which is not there; copy both files into one folder.</source>
      <translation>{value_1} hält seine Voxel in {value_2}, das fehlt; kopieren Sie beide Dateien in einen Ordner.</translation>
    </message>
    <message>
      <source>Remove object</source>
      <translation>Objekt entfernen</translation>
    </message>
    <message>
      <source>Select object</source>
      <translation>Objekt wählen</translation>
    </message>
    <message>
      <source>Rename object</source>
      <translation>Objekt umbenennen</translation>
    </message>
    <message>
      <source>Change order</source>
      <translation>Reihenfolge ändern</translation>
    </message>
    <message>
      <source>Change colour</source>
      <translation>Farbe ändern</translation>
    </message>
    <message>
      <source>Add box</source>
      <translation>Box hinzufügen</translation>
    </message>
    <message>
      <source>Remove box</source>
      <translation>Box entfernen</translation>
    </message>
    <message>
      <source>Merge objects</source>
      <translation>Objekte vereinen</translation>
    </message>
    <message>
      <source>There is no network for images with {value_1} dimensions; use a 2D or a 3D image.</source>
      <translation>Es gibt kein Netz für Bilder mit {value_1} Dimensionen; nehmen Sie ein 2D- oder 3D-Bild.</translation>
    </message>
    <message>
      <source>There is no network named '{value_1}'; the known networks are {value_2}.</source>
      <translation>Es gibt kein Netz namens '{value_1}'; bekannt sind {value_2}.</translation>
    </message>
    <message>
      <source>There are no trained weights for the network '{value_1}'; choose one of {value_2}, or train it first.</source>
      <translation>Für das Netz '{value_1}' gibt es keine trainierten Gewichte; wählen Sie eines von {value_2} oder trainieren Sie es zuerst.</translation>
    </message>
    <message>
      <source>There are no trained weights for the network '{value_1}' in {value_2}; train them first, or name another folder.</source>
      <translation>Für das Netz '{value_1}' gibt es in {value_2} keine trainierten Gewichte; trainieren Sie sie zuerst oder nennen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>The weight file {value_1} is damaged (its checksum differs); install it again.</source>
      <translation>Die Gewichtsdatei {value_1} ist beschädigt (Prüfsumme falsch); installieren Sie sie neu.</translation>
    </message>
    <message>
      <source>The weights in {value_1} do not fit the network '{value_2}'; install them again.</source>
      <translation>Die Gewichte in {value_1} passen nicht zum Netz '{value_2}'; installieren Sie sie neu.</translation>
    </message>
    <message>
      <source>The box was cut off at the border of the image.</source>
      <translation>Die Box wurde am Bildrand abgeschnitten.</translation>
    </message>
    <message>
      <source>The box is too small; draw it around the whole object.</source>
      <translation>Die Box ist zu klein; ziehen Sie sie um das ganze Objekt.</translation>
    </message>
    <message>
      <source>Some voxels in the box have no valid value; draw the box where all have one.</source>
      <translation>Einige Voxel in der Box haben keinen gültigen Wert; ziehen Sie die Box dort, wo alle einen haben.</translation>
    </message>
    <message>
      <source>The box holds one single grey value, so there is nothing to tell apart.</source>
      <translation>Die Box enthält nur einen einzigen Grauwert, es gibt nichts zu unterscheiden.</translation>
    </message>
    <message>
      <source>{value_1} has another size than the scan and does not say where it lies, so it cannot be resampled; choose another mask.</source>
      <translation>{value_1} hat eine andere Größe als die Aufnahme und sagt nicht, wo es liegt; wählen Sie eine andere Maske.</translation>
    </message>
    <message>
      <source>{value_1} lies beside the scan, so nothing of it can be used; choose a mask of the same patient in the same position.</source>
      <translation>{value_1} liegt neben der Aufnahme und ist nicht nutzbar; wählen Sie eine Maske desselben Patienten in derselben Lage.</translation>
    </message>
    <message>
      <source>Repair</source>
      <translation>Reparatur</translation>
    </message>
    <message>
      <source>Load mask</source>
      <translation>Maske laden</translation>
    </message>
    <message>
      <source>{value_1} lies on another grid and was resampled onto the scan's.</source>
      <translation>{value_1} liegt auf einem anderen Gitter und wurde auf das der Aufnahme umgerechnet.</translation>
    </message>
    <message>
      <source>{value_1}; of its {value_2} time points the first is shown.</source>
      <translation>{value_1}; von seinen {value_2} Zeitpunkten wird der erste gezeigt.</translation>
    </message>
    <message>
      <source>{value_1} differs in size from the scan and does not say where it lies; choose an image with a position.</source>
      <translation>{value_1} hat eine andere Größe als die Aufnahme und sagt nicht, wo es liegt; wählen Sie ein Bild mit Lageangabe.</translation>
    </message>
    <message>
      <source>{value_1} lies beside the scan, so the two cannot be shown together; choose an image of the same patient in the same position.</source>
      <translation>{value_1} liegt neben der Aufnahme, beide lassen sich nicht zusammen zeigen; wählen Sie ein Bild desselben Patienten in derselben Lage.</translation>
    </message>
    <message>
      <source>The image has shape {value_1}; three axes are needed.</source>
      <translation>Das Bild hat die Form {value_1}; drei Achsen sind nötig.</translation>
    </message>
    <message>
      <source>Drawing the border stopped twice; memory may be short, so close other programs or draw a smaller box, and try again.</source>
      <translation>Das Ziehen des Randes brach zweimal ab; vielleicht ist der Speicher knapp: Schließen Sie andere Programme oder ziehen Sie eine kleinere Box und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>The work was stopped because the program closes.</source>
      <translation>Die Arbeit wurde angehalten, weil das Programm schließt.</translation>
    </message>
  </context>
</TS>
