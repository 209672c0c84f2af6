<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
  <context>
    <name>BIFSeg</name>
    <message>
      <source>Getting ready…</source>
      <translation>Préparation…</translation>
    </message>
    <message>
      <source>{step} was cancelled.</source>
      <translation>{step} : annulé.</translation>
    </message>
    <message>
      <source>Cancelling…</source>
      <translation>Annulation…</translation>
    </message>
    <message>
      <source>{name}: box {number} of {count}.</source>
      <translation>{name} : cadre {number} sur {count}.</translation>
    </message>
    <message>
      <source>Drag across the next place of {name}.</source>
      <translation>Faites glisser sur l'endroit suivant de {name}.</translation>
    </message>
    <message>
      <source>Select box</source>
      <translation>Choisir le cadre</translation>
    </message>
    <message>
      <source>The box and its mask are removed; the other boxes stay as they are.</source>
      <translation>Le cadre et son masque sont supprimés ; les autres cadres restent tels quels.</translation>
    </message>
    <message>
      <source>The box, its scribbles and its mask are removed; undo restores them.</source>
      <translation>Le cadre, ses traits et son masque sont supprimés ; l'annulation les rétablit.</translation>
    </message>
    <message>
      <source>Draw a box around the object first.</source>
      <translation>Tracez d'abord un cadre autour de l'objet.</translation>
    </message>
    <message>
      <source>Saving {name}</source>
      <translation>Enregistrement de {name}</translation>
    </message>
    <message>
      <source>Opening {name}</source>
      <translation>Ouverture de {name}</translation>
    </message>
    <message>
      <source>Writing {name}…</source>
      <translation>Écriture de {name}…</translation>
    </message>
    <message>
      <source>Reading {name}…</source>
      <translation>Lecture de {name}…</translation>
    </message>
    <message>
      <source>The case was saved to {name}.</source>
      <translation>Le cas a été enregistré sous {name}.</translation>
    </message>
    <message>
      <source>Looking through {name}: file {done} of {total}…</source>
      <translation>Parcours de {name} : fichier {done} sur {total}…</translation>
    </message>
    <message>
      <source>Series {number} of {count}…</source>
      <translation>Série {number} sur {count}…</translation>
    </message>
    <message>
      <source>Without a description</source>
      <translation>Sans description</translation>
    </message>
    <message>
      <source>Looking through {name}…</source>
      <translation>Parcours de {name}…</translation>
    </message>
    <message>
      <source>{size} voxels</source>
      <translation>{size} voxels</translation>
    </message>
    <message>
      <source>{step}; the window closes after that.</source>
      <translation>{step} ; la fenêtre se ferme ensuite.</translation>
    </message>
    <message>
      <source>{count} labels are loaded, each as an object of its own.</source>
      <translation>{count} étiquettes sont chargées, chacune comme objet à part.</translation>
    </message>
    <message>
      <source>The mask is loaded; scribble or paint where it is wrong.</source>
      <translation>Le masque est chargé ; tracez ou peignez là où il est faux.</translation>
    </message>
    <message>
      <source>Label {number}</source>
      <translation>Étiquette {number}</translation>
    </message>
    <message>
      <source>The diagnostic file was saved to {name}; it names no patient.</source>
      <translation>Le fichier de diagnostic a été enregistré sous {name} ; il ne nomme aucun patient.</translation>
    </message>
    <message>
      <source>Checking the program…</source>
      <translation>Vérification du programme…</translation>
    </message>
    <message>
      <source>Doubtful place {number} of {count}: axial slice {slice}, {area}.</source>
      <translation>Zone douteuse {number} sur {count} : coupe axiale {slice}, {area}.</translation>
    </message>
    <message>
      <source>Doubtful place {number} of {count}: coronal slice {slice}, {area}.</source>
      <translation>Zone douteuse {number} sur {count} : coupe coronale {slice}, {area}.</translation>
    </message>
    <message>
      <source>Doubtful place {number} of {count}: sagittal slice {slice}, {area}.</source>
      <translation>Zone douteuse {number} sur {count} : coupe sagittale {slice}, {area}.</translation>
    </message>
    <message>
      <source>Looking for doubtful places</source>
      <translation>Recherche de zones douteuses</translation>
    </message>
    <message>
      <source>There is no mask yet; draw a box around the object first.</source>
      <translation>Il n'y a pas encore de masque ; tracez d'abord un cadre autour de l'objet.</translation>
    </message>
    <message>
      <source>The network is sure of every voxel in the box.</source>
      <translation>Le réseau est sûr de chaque voxel du cadre.</translation>
    </message>
    <message>
      <source>Looking for doubtful places…</source>
      <translation>Recherche de zones douteuses…</translation>
    </message>
    <message>
      <source>The window speaks {language} now.</source>
      <translation>La fenêtre parle maintenant {language}.</translation>
    </message>
    <message>
      <source>{what} was exported to {name}.</source>
      <translation>{what} : export terminé sous {name}.</translation>
    </message>
    <message>
      <source>The label map was exported to {name}; of overlapping objects the later one was kept.</source>
      <translation>La carte d'étiquettes a été exportée sous {name} ; là où des objets se chevauchent, le dernier l'emporte.</translation>
    </message>
    <message>
      <source>The label map</source>
      <translation>La carte d'étiquettes</translation>
    </message>
    <message>
      <source>The probability</source>
      <translation>La probabilité</translation>
    </message>
    <message>
      <source>The surface</source>
      <translation>La surface</translation>
    </message>
    <message>
      <source>The DICOM segmentation</source>
      <translation>La segmentation DICOM</translation>
    </message>
    <message>
      <source>The RT structure set</source>
      <translation>Le RT Structure Set</translation>
    </message>
    <message>
      <source>The report</source>
      <translation>Le rapport</translation>
    </message>
    <message>
      <source>A line was added to {name}.</source>
      <translation>Une ligne a été ajoutée à {name}.</translation>
    </message>
    <message>
      <source>Exporting {name}</source>
      <translation>Export de {name}</translation>
    </message>
    <message>
      <source>Bringing {name} onto the scan's grid…</source>
      <translation>Mise de {name} sur la grille de l'examen…</translation>
    </message>
    <message>
      <source>{name} was added; I goes from one image to the next.</source>
      <translation>{name} a été ajoutée ; I passe d'une image à l'autre.</translation>
    </message>
    <message>
      <source>The added image {name} is not shown. {reason}</source>
      <translation>L'image ajoutée {name} n'est pas montrée. {reason}</translation>
    </message>
    <message>
      <source>{step}: done in {seconds:.1f} s</source>
      <translation>{step} : terminé en {seconds:.1f} s</translation>
    </message>
    <message>
      <source>{step} on {image}</source>
      <translation>{step} sur {image}</translation>
    </message>
    <message>
      <source>Your steps cannot be kept on this computer; export or save your work often.</source>
      <translation>Vos étapes ne peuvent pas être conservées sur cet ordinateur ; exportez ou enregistrez souvent.</translation>
    </message>
    <message>
      <source>Your steps on this case are kept again.</source>
      <translation>Vos étapes sur ce cas sont de nouveau conservées.</translation>
    </message>
    <message>
      <source>Loading the network…</source>
      <translation>Chargement du réseau…</translation>
    </message>
    <message>
      <source>Loading…</source>
      <translation>Chargement…</translation>
    </message>
    <message>
      <source>Draw a box first; the grey scale then fits what is in it.</source>
      <translation>Tracez d'abord un cadre ; les niveaux de gris s'adaptent alors à son contenu.</translation>
    </message>
    <message>
      <source>Ruler</source>
      <translation>Règle</translation>
    </message>
    <message>
      <source>Circle</source>
      <translation>Cercle</translation>
    </message>
    <message>
      <source>Move ruler</source>
      <translation>Déplacer la règle</translation>
    </message>
    <message>
      <source>Move circle</source>
      <translation>Déplacer le cercle</translation>
    </message>
    <message>
      <source>Remove ruler</source>
      <translation>Supprimer la règle</translation>
    </message>
    <message>
      <source>Remove circle</source>
      <translation>Supprimer le cercle</translation>
    </message>
    <message>
      <source>Drag its ends or all of it; with the mouse over it, Delete removes it.</source>
      <translation>Tirez une extrémité ou le tout ; souris dessus, Suppr l'efface.</translation>
    </message>
    <message>
      <source>Remove all measurements</source>
      <translation>Supprimer toutes les mesures</translation>
    </message>
    <message>
      <source>This was the last scan in its folder; choose another.</source>
      <translation>C'était le dernier examen de son dossier ; choisissez-en un autre.</translation>
    </message>
    <message>
      <source>This is the first scan in its folder.</source>
      <translation>C'est le premier examen de son dossier.</translation>
    </message>
    <message>
      <source>Drawing a box starts the segmentation.</source>
      <translation>Tracer un cadre lance la segmentation.</translation>
    </message>
    <message>
      <source>Draw a box around the object, then press Segment.</source>
      <translation>Tracez un cadre autour de l'objet, puis appuyez sur Segmenter.</translation>
    </message>
    <message>
      <source>Reading {name}: {done} of {total}…</source>
      <translation>Lecture de {name} : {done} sur {total}…</translation>
    </message>
    <message>
      <source>{count} objects have their references now, by overlap.</source>
      <translation>{count} objets ont maintenant leur référence, selon le recouvrement.</translation>
    </message>
    <message>
      <source>No object meets a label of {file}; draw its box first, then load it again.</source>
      <translation>Aucun objet ne touche une étiquette de {file} ; tracez d'abord son cadre, puis rechargez le fichier.</translation>
    </message>
    <message>
      <source>{name} has its reference; Dice compares the mask with it.</source>
      <translation>{name} a sa référence ; le Dice compare le masque à elle.</translation>
    </message>
    <message>
      <source>Object {number}</source>
      <translation>Objet {number}</translation>
    </message>
    <message>
      <source>Preparing {name}…</source>
      <translation>Préparation de {name}…</translation>
    </message>
    <message>
      <source>Resampling {name}…</source>
      <translation>Rééchantillonnage de {name}…</translation>
    </message>
    <message>
      <source>Resampling {name}</source>
      <translation>Rééchantillonnage de {name}</translation>
    </message>
    <message>
      <source>{name} was not loaded; nothing was changed.</source>
      <translation>{name} n'a pas été chargé ; rien n'a changé.</translation>
    </message>
    <message>
      <source>The view was saved as {name}.</source>
      <translation>La vue a été enregistrée sous {name}.</translation>
    </message>
    <message>
      <source>Segment</source>
      <translation>Segmenter</translation>
    </message>
    <message>
      <source>Refine {round}</source>
      <translation>Affiner {round}</translation>
    </message>
    <message>
      <source>First mask</source>
      <translation>Premier masque</translation>
    </message>
    <message>
      <source>The unfinished work on {name} is still kept: File, Restore unfinished work… brings it back.</source>
      <translation>Le travail inachevé sur {name} est toujours conservé : Fichier, Restaurer le travail inachevé… le ramène.</translation>
    </message>
    <message>
      <source>Your work on {name} is restored.</source>
      <translation>Votre travail sur {name} est rétabli.</translation>
    </message>
    <message>
      <source>Your work on {name} is restored, all but the last moment.</source>
      <translation>Votre travail sur {name} est rétabli, sauf le dernier instant.</translation>
    </message>
    <message>
      <source>Restoring {name}</source>
      <translation>Rétablissement de {name}</translation>
    </message>
    <message>
      <source>Its probability was not kept whole; refine once to see it again.</source>
      <translation>La probabilité n'a pas été conservée entière ; affinez une fois pour la revoir.</translation>
    </message>
    <message>
      <source>Looking for kept work…</source>
      <translation>Recherche de travail conservé…</translation>
    </message>
    <message>
      <source>Looking for kept work</source>
      <translation>Recherche de travail conservé</translation>
    </message>
    <message>
      <source>The kept work on {name} was removed.</source>
      <translation>Le travail conservé sur {name} a été supprimé.</translation>
    </message>
    <message>
      <source>Paint the object on two slices first; those between are filled.</source>
      <translation>Peignez d'abord l'objet sur deux coupes ; celles entre elles sont remplies.</translation>
    </message>
    <message>
      <source>Filling between slices</source>
      <translation>Remplissage entre les coupes</translation>
    </message>
    <message>
      <source>{name} now holds both masks.</source>
      <translation>{name} contient maintenant les deux masques.</translation>
    </message>
    <message>
      <source>Filling between slices…</source>
      <translation>Remplissage entre les coupes…</translation>
    </message>
    <message>
      <source>Fill between slices</source>
      <translation>Remplir entre les coupes</translation>
    </message>
    <message>
      <source>Paint</source>
      <translation>Peindre</translation>
    </message>
    <message>
      <source>Cut away</source>
      <translation>Retrancher</translation>
    </message>
    <message>
      <source>There is no mask yet to take away from.</source>
      <translation>Il n'y a pas encore de masque dont retirer quelque chose.</translation>
    </message>
    <message>
      <source>The slices between the painted ones are filled.</source>
      <translation>Les coupes entre celles peintes sont remplies.</translation>
    </message>
    <message>
      <source>The object changed meanwhile; fill between its slices again.</source>
      <translation>L'objet a changé entre-temps ; remplissez à nouveau entre ses coupes.</translation>
    </message>
    <message>
      <source>Object scribble</source>
      <translation>Trait d'objet</translation>
    </message>
    <message>
      <source>Background scribble</source>
      <translation>Trait de fond</translation>
    </message>
    <message>
      <source>Erase</source>
      <translation>Gommer</translation>
    </message>
    <message>
      <source>Draw box</source>
      <translation>Tracer le cadre</translation>
    </message>
    <message>
      <source>Change box</source>
      <translation>Modifier le cadre</translation>
    </message>
    <message>
      <source>everything is as before</source>
      <translation>tout est comme avant</translation>
    </message>
    <message>
      <source>the first mask stays</source>
      <translation>le premier masque reste</translation>
    </message>
    <message>
      <source>{step} was cancelled; {stays}.</source>
      <translation>{step} : annulé ; {stays}.</translation>
    </message>
    <message>
      <source>{name} is accepted already; a scribble reopens it.</source>
      <translation>{name} est déjà validé ; un trait le rouvre.</translation>
    </message>
    <message>
      <source>Undone: {step}</source>
      <translation>Annulé : {step}</translation>
    </message>
    <message>
      <source>Done again: {step}</source>
      <translation>Rétabli : {step}</translation>
    </message>
    <message>
      <source>The correction follows your stroke.</source>
      <translation>La correction suit votre trait.</translation>
    </message>
    <message>
      <source>{name} is accepted. The clock has stopped.</source>
      <translation>{name} est validé. Le chronomètre est arrêté.</translation>
    </message>
    <message>
      <source>Back at: {step}</source>
      <translation>De retour à : {step}</translation>
    </message>
    <message>
      <source>At the start</source>
      <translation>Au début</translation>
    </message>
    <message>
      <source>The mask already follows the box and every scribble.</source>
      <translation>Le masque tient déjà compte du cadre et de tous les traits.</translation>
    </message>
    <message>
      <source>{step}: holds from the next mask on.</source>
      <translation>{step} : vaut à partir du prochain masque.</translation>
    </message>
    <message>
      <source>{step}: holds for the next object.</source>
      <translation>{step} : vaut pour le prochain objet.</translation>
    </message>
    <message>
      <source>The accepted mask stays.</source>
      <translation>Le masque validé reste.</translation>
    </message>
    <message>
      <source>{what} Your work is still here; please export it before you go on.</source>
      <translation>{what} Votre travail est toujours là ; exportez-le avant de continuer.</translation>
    </message>
    <message>
      <source>Something went wrong inside BIFSeg ({kind}).</source>
      <translation>Un problème est survenu dans BIFSeg ({kind}).</translation>
    </message>
    <message>
      <source>{what} Your masks were also kept in {kept}.</source>
      <translation>{what} Vos masques ont aussi été conservés dans {kept}.</translation>
    </message>
    <message>
      <source>Drag across the object in any view.</source>
      <translation>Tracez par-dessus l'objet dans une vue.</translation>
    </message>
    <message>
      <source>The active object on the grid that the scan was brought to when it was opened.</source>
      <translation>L'objet actif sur la grille à laquelle l'examen a été ramené à l'ouverture.</translation>
    </message>
    <message>
      <source>Mask</source>
      <translation>Masque</translation>
    </message>
    <message>
      <source>The active object on the scan's own grid.</source>
      <translation>L'objet actif sur la grille de l'examen.</translation>
    </message>
    <message>
      <source>Label map</source>
      <translation>Carte d'étiquettes</translation>
    </message>
    <message>
      <source>All objects in one file, numbered in their order.</source>
      <translation>Tous les objets dans un fichier, numérotés dans l'ordre.</translation>
    </message>
    <message>
      <source>Probability</source>
      <translation>Probabilité</translation>
    </message>
    <message>
      <source>How sure the network was, from 0 to 1.</source>
      <translation>À quel point le réseau était sûr, de 0 à 1.</translation>
    </message>
    <message>
      <source>Surface</source>
      <translation>Surface</translation>
    </message>
    <message>
      <source>Closed, in millimetres, axes as in DICOM (LPS).</source>
      <translation>Fermée, en millimètres, axes comme en DICOM (LPS).</translation>
    </message>
    <message>
      <source>DICOM segmentation</source>
      <translation>Segmentation DICOM</translation>
    </message>
    <message>
      <source>All objects, tied to the scan's slices.</source>
      <translation>Tous les objets, liés aux coupes de l'examen.</translation>
    </message>
    <message>
      <source>RT structure set</source>
      <translation>RT Structure Set</translation>
    </message>
    <message>
      <source>All objects as outlines for planning.</source>
      <translation>Tous les objets en contours pour la planification.</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Rapport</translation>
    </message>
    <message>
      <source>The active object on one page: pictures, volume, times.</source>
      <translation>L'objet actif sur une page : images, volume, temps.</translation>
    </message>
    <message>
      <source>Line in a table</source>
      <translation>Ligne dans un tableau</translation>
    </message>
    <message>
      <source>The active object's numbers, added to a CSV file.</source>
      <translation>Les chiffres de l'objet actif, ajoutés à un fichier CSV.</translation>
    </message>
    <message>
      <source>The active object has no mask yet.</source>
      <translation>L'objet actif n'a pas encore de masque.</translation>
    </message>
    <message>
      <source>No object has a mask yet.</source>
      <translation>Aucun objet n'a encore de masque.</translation>
    </message>
    <message>
      <source>A 2D image has no surface.</source>
      <translation>Une image 2D n'a pas de surface.</translation>
    </message>
    <message>
      <source>1 of 3: drag a box around the bright spot. The mask comes by itself.</source>
      <translation>1 sur 3 : tracez un cadre autour de la tache claire ; le masque suit.</translation>
    </message>
    <message>
      <source>2 of 3: where the mask is wrong, press 3 and scribble; the left button adds, the right one removes.</source>
      <translation>2 sur 3 : là où le masque est faux, appuyez sur 3 et tracez ; le bouton gauche ajoute, le droit retire.</translation>
    </message>
    <message>
      <source>3 of 3: Enter accepts the mask, Ctrl+E exports it.</source>
      <translation>3 sur 3 : Entrée valide le masque, Ctrl+E l'exporte.</translation>
    </message>
    <message>
      <source>time point {number}</source>
      <translation>temps {number}</translation>
    </message>
    <message>
      <source>Default</source>
      <translation>Par défaut</translation>
    </message>
    <message>
      <source>As published</source>
      <translation>Comme publié</translation>
    </message>
    <message>
      <source>By hand</source>
      <translation>À la main</translation>
    </message>
    <message>
      <source>P-Net, as published</source>
      <translation>P-Net, comme publié</translation>
    </message>
    <message>
      <source>PC-Net, as published</source>
      <translation>PC-Net, comme publié</translation>
    </message>
    <message>
      <source>Smoothness</source>
      <translation>Lissage</translation>
    </message>
    <message>
      <source>Higher gives a smoother border without specks, lower follows fine detail (λ).</source>
      <translation>Plus haut : bord plus lisse sans points isolés ; plus bas : suit les détails fins (λ).</translation>
    </message>
    <message>
      <source>Edge contrast</source>
      <translation>Contraste des bords</translation>
    </message>
    <message>
      <source>Lower lets the border follow faint edges, higher only strong ones (σ).</source>
      <translation>Plus bas, le bord suit des contours faibles ; plus haut, seulement les forts (σ).</translation>
    </message>
    <message>
      <source>Smooth in all directions</source>
      <translation>Lisse dans toutes les directions</translation>
    </message>
    <message>
      <source>Counts diagonal neighbours too: rounder borders, a little slower.</source>
      <translation>Compte aussi les voisins en diagonale : bords plus ronds, un peu plus lent.</translation>
    </message>
    <message>
      <source>Weight of scribbles</source>
      <translation>Poids des traits</translation>
    </message>
    <message>
      <source>How much more a scribbled voxel teaches the network than any other (ω).</source>
      <translation>Combien plus un voxel tracé instruit le réseau que les autres (ω).</translation>
    </message>
    <message>
      <source>Reach of scribbles</source>
      <translation>Portée des traits</translation>
    </message>
    <message>
      <source>How far into similar tissue a scribble overrules the mask while learning (ε).</source>
      <translation>Jusqu'où dans un tissu semblable un trait l'emporte sur le masque à l'apprentissage (ε).</translation>
    </message>
    <message>
      <source>Unsure from</source>
      <translation>Incertain dès</translation>
    </message>
    <message>
      <source>From this probability on the network counts as unsure and does not learn (t0).</source>
      <translation>Dès cette probabilité, le réseau est tenu pour incertain et n'apprend pas (t0).</translation>
    </message>
    <message>
      <source>Unsure up to</source>
      <translation>Incertain jusqu'à</translation>
    </message>
    <message>
      <source>Up to this probability the network counts as unsure and does not learn (t1).</source>
      <translation>Jusqu'à cette probabilité, le réseau est tenu pour incertain et n'apprend pas (t1).</translation>
    </message>
    <message>
      <source>Learning rounds</source>
      <translation>Tours d'apprentissage</translation>
    </message>
    <message>
      <source>How often the network learns this image and draws the border anew; 0 leaves it as is.</source>
      <translation>Combien de fois le réseau apprend cette image et retrace le bord ; 0 le laisse tel quel.</translation>
    </message>
    <message>
      <source>Steps a round</source>
      <translation>Pas par tour</translation>
    </message>
    <message>
      <source>How long it learns in each round; more takes longer.</source>
      <translation>Combien de temps il apprend à chaque tour ; plus prend plus de temps.</translation>
    </message>
    <message>
      <source>Learning speed</source>
      <translation>Vitesse d'apprentissage</translation>
    </message>
    <message>
      <source>How far each step goes: too high forgets, too low learns nothing.</source>
      <translation>Jusqu'où va chaque pas : trop fait oublier, trop peu n'apprend rien.</translation>
    </message>
    <message>
      <source>Hold on to its training</source>
      <translation>Garder ce qui est appris</translation>
    </message>
    <message>
      <source>How much of what it knew before this image counts; 0 trusts this image alone.</source>
      <translation>Part de ce que le réseau savait avant cette image ; 0 ne se fie qu’à cette image.</translation>
    </message>
    <message>
      <source>Leave unsure voxels out</source>
      <translation>Omettre les voxels incertains</translation>
    </message>
    <message>
      <source>Learns from sure voxels and scribbles (BIFSeg); off learns from all, BIFSeg(-w).</source>
      <translation>Apprend des voxels sûrs et des traits (BIFSeg) ; sinon de tous, BIFSeg(-w).</translation>
    </message>
    <message>
      <source>Show it the scribbles</source>
      <translation>Montrer les traits au réseau</translation>
    </message>
    <message>
      <source>The network sees scribbles and mask; off, only the border and the learning do.</source>
      <translation>Le réseau voit les traits et le masque ; sinon seuls le bord et l'apprentissage.</translation>
    </message>
    <message>
      <source>Look from all sides</source>
      <translation>Regarder de tous côtés</translation>
    </message>
    <message>
      <source>Looks at mirror images too: steadier, takes several times as long.</source>
      <translation>Regarde aussi les images miroir : plus stable, plusieurs fois plus long.</translation>
    </message>
    <message>
      <source>Compact</source>
      <translation>Compact</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>Réseau</translation>
    </message>
    <message>
      <source>Parameters: {preset}</source>
      <translation>Paramètres : {preset}</translation>
    </message>
    <message>
      <source>{parameter}: on</source>
      <translation>{parameter} : activé</translation>
    </message>
    <message>
      <source>{parameter}: off</source>
      <translation>{parameter} : désactivé</translation>
    </message>
    <message>
      <source>{parameter} {old} → {new}</source>
      <translation>{parameter} {old} → {new}</translation>
    </message>
    <message>
      <source>Looking at the box</source>
      <translation>Examen du cadre</translation>
    </message>
    <message>
      <source>Learning from it</source>
      <translation>Apprentissage</translation>
    </message>
    <message>
      <source>Drawing the border</source>
      <translation>Tracé du bord</translation>
    </message>
    <message>
      <source>Measuring from scribbles</source>
      <translation>Mesure depuis les traits</translation>
    </message>
    <message>
      <source>Together: {seconds:.2f} s</source>
      <translation>Au total : {seconds:.2f} s</translation>
    </message>
    <message>
      <source>CT brain</source>
      <translation>TDM cerveau</translation>
    </message>
    <message>
      <source>CT bone</source>
      <translation>TDM os</translation>
    </message>
    <message>
      <source>CT lung</source>
      <translation>TDM poumon</translation>
    </message>
    <message>
      <source>CT abdomen</source>
      <translation>TDM abdomen</translation>
    </message>
    <message>
      <source>CT soft tissue</source>
      <translation>TDM tissus mous</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatique</translation>
    </message>
    <message>
      <source>Full range</source>
      <translation>Étendue complète</translation>
    </message>
    <message>
      <source>MR strong contrast</source>
      <translation>IRM contraste fort</translation>
    </message>
    <message>
      <source>value {value}</source>
      <translation>valeur {value}</translation>
    </message>
    <message>
      <source>about {minutes:.0f} min left</source>
      <translation>encore {minutes:.0f} min environ</translation>
    </message>
    <message>
      <source>about {seconds:.0f} s left</source>
      <translation>encore {seconds:.0f} s environ</translation>
    </message>
    <message>
      <source>Open a scan…</source>
      <translation>Ouvrir un examen…</translation>
    </message>
    <message>
      <source>Or drop a file or a folder on the window.</source>
      <translation>Ou déposez un fichier ou un dossier sur la fenêtre.</translation>
    </message>
    <message>
      <source>Draw a box around the object</source>
      <translation>Cadrer l'objet</translation>
    </message>
    <message>
      <source>Drag across it in any view.</source>
      <translation>Tracez par-dessus dans une vue.</translation>
    </message>
    <message>
      <source>Finds the object in the box.</source>
      <translation>Trouve l'objet dans le cadre.</translation>
    </message>
    <message>
      <source>Refine</source>
      <translation>Affiner</translation>
    </message>
    <message>
      <source>Corrects the mask by your scribbles.</source>
      <translation>Corrige le masque d'après vos traits.</translation>
    </message>
    <message>
      <source>Accept</source>
      <translation>Valider</translation>
    </message>
    <message>
      <source>Or scribble where the mask is wrong.</source>
      <translation>Ou tracez là où le masque est faux.</translation>
    </message>
    <message>
      <source>Export the mask…</source>
      <translation>Exporter le masque…</translation>
    </message>
    <message>
      <source>Accepted. The clock has stopped.</source>
      <translation>Validé. Le chronomètre est arrêté.</translation>
    </message>
    <message>
      <source>Next case</source>
      <translation>Cas suivant</translation>
    </message>
    <message>
      <source>The mask is on disk. The next scan of the folder follows.</source>
      <translation>Le masque est enregistré. L'examen suivant du dossier vient après.</translation>
    </message>
    <message>
      <source>Improving…</source>
      <translation>Amélioration…</translation>
    </message>
    <message>
      <source>Go on scribbling; newer input counts.</source>
      <translation>Tracez encore ; le plus récent compte.</translation>
    </message>
    <message>
      <source>Undo {step}</source>
      <translation>Annuler : {Step}</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler l'action</translation>
    </message>
    <message>
      <source>Redo {step}</source>
      <translation>Rétablir : {Step}</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Rétablir</translation>
    </message>
    <message>
      <source>Segmenting…</source>
      <translation>Segmentation…</translation>
    </message>
    <message>
      <source>The first mask comes in a moment.</source>
      <translation>Le premier masque arrive.</translation>
    </message>
    <message>
      <source>en</source>
      <translation>fr</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Fichier</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>É&amp;dition</translation>
    </message>
    <message>
      <source>&amp;Tools</source>
      <translation>&amp;Outils</translation>
    </message>
    <message>
      <source>&amp;Segment</source>
      <translation>&amp;Segmenter</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Affichage</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>Aid&amp;e</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>&amp;Thème</translation>
    </message>
    <message>
      <source>Lan&amp;guage</source>
      <translation>&amp;Langue</translation>
    </message>
    <message>
      <source>&amp;Open a scan…</source>
      <translation>&amp;Ouvrir un examen…</translation>
    </message>
    <message>
      <source>Open a &amp;folder of DICOM…</source>
      <translation>Ouvrir un &amp;dossier DICOM…</translation>
    </message>
    <message>
      <source>Try the &amp;sample</source>
      <translation>Essayer l'e&amp;xemple</translation>
    </message>
    <message>
      <source>&amp;Next case</source>
      <translation>Cas &amp;suivant</translation>
    </message>
    <message>
      <source>&amp;Previous case</source>
      <translation>Cas &amp;précédent</translation>
    </message>
    <message>
      <source>Open a &amp;case…</source>
      <translation>Ouvrir un &amp;cas…</translation>
    </message>
    <message>
      <source>Sa&amp;ve the case…</source>
      <translation>Enregis&amp;trer le cas…</translation>
    </message>
    <message>
      <source>Restore &amp;unfinished work…</source>
      <translation>Restaurer &amp;le travail inachevé…</translation>
    </message>
    <message>
      <source>Continue from a &amp;mask…</source>
      <translation>Continuer avec un &amp;masque…</translation>
    </message>
    <message>
      <source>&amp;Load a reference mask…</source>
      <translation>Charger un masque de &amp;référence…</translation>
    </message>
    <message>
      <source>A&amp;dd an aligned image…</source>
      <translation>&amp;Ajouter une image alignée…</translation>
    </message>
    <message>
      <source>&amp;Export the mask…</source>
      <translation>&amp;Exporter le masque…</translation>
    </message>
    <message>
      <source>Export &amp;as…</source>
      <translation>Exporter so&amp;us…</translation>
    </message>
    <message>
      <source>Save &amp;the view as a picture…</source>
      <translation>Enregistrer la vue en &amp;image…</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Quitter</translation>
    </message>
    <message>
      <source>&amp;New object</source>
      <translation>&amp;Nouvel objet</translation>
    </message>
    <message>
      <source>Remo&amp;ve the object</source>
      <translation>Suppri&amp;mer l'objet</translation>
    </message>
    <message>
      <source>Add a &amp;box to the object</source>
      <translation>A&amp;jouter un cadre à l'objet</translation>
    </message>
    <message>
      <source>Remove the bo&amp;x</source>
      <translation>Supprimer le ca&amp;dre</translation>
    </message>
    <message>
      <source>Remove all &amp;measurements</source>
      <translation>Supprimer toutes les m&amp;esures</translation>
    </message>
    <message>
      <source>&amp;Copy the view</source>
      <translation>&amp;Copier la vue</translation>
    </message>
    <message>
      <source>&amp;Navigate</source>
      <translation>&amp;Naviguer</translation>
    </message>
    <message>
      <source>&amp;Box</source>
      <translation>&amp;Cadre</translation>
    </message>
    <message>
      <source>Bo&amp;x on one slice</source>
      <translation>Cadre sur &amp;une coupe</translation>
    </message>
    <message>
      <source>&amp;Scribble</source>
      <translation>&amp;Tracer</translation>
    </message>
    <message>
      <source>&amp;Erase strokes</source>
      <translation>&amp;Gommer les traits</translation>
    </message>
    <message>
      <source>Lass&amp;o</source>
      <translation>L&amp;asso</translation>
    </message>
    <message>
      <source>&amp;Point</source>
      <translation>&amp;Point</translation>
    </message>
    <message>
      <source>&amp;Repair the mask</source>
      <translation>&amp;Retoucher le masque</translation>
    </message>
    <message>
      <source>&amp;Fill between slices</source>
      <translation>Remplir &amp;entre les coupes</translation>
    </message>
    <message>
      <source>R&amp;uler</source>
      <translation>Règ&amp;le</translation>
    </message>
    <message>
      <source>C&amp;ircle: mean and range</source>
      <translation>Cercle : &amp;moyenne et étendue</translation>
    </message>
    <message>
      <source>S&amp;wap object and background</source>
      <translation>Inverser &amp;objet et fond</translation>
    </message>
    <message>
      <source>S&amp;maller brush</source>
      <translation>P&amp;inceau plus petit</translation>
    </message>
    <message>
      <source>&amp;Larger brush</source>
      <translation>Pinceau plu&amp;s grand</translation>
    </message>
    <message>
      <source>&amp;Segment or refine now</source>
      <translation>&amp;Segmenter ou affiner maintenant</translation>
    </message>
    <message>
      <source>Segment again on the &amp;image shown</source>
      <translation>Segmenter à nouveau sur l'&amp;image affichée</translation>
    </message>
    <message>
      <source>&amp;Accept the mask</source>
      <translation>&amp;Valider le masque</translation>
    </message>
    <message>
      <source>&amp;Cancel</source>
      <translation>&amp;Annuler</translation>
    </message>
    <message>
      <source>&amp;Live</source>
      <translation>&amp;Live</translation>
    </message>
    <message>
      <source>&amp;Mask</source>
      <translation>M&amp;asque</translation>
    </message>
    <message>
      <source>&amp;Uncertainty</source>
      <translation>I&amp;ncertitude</translation>
    </message>
    <message>
      <source>&amp;Before the last step (hold)</source>
      <translation>Avant la &amp;dernière étape (maintenir)</translation>
    </message>
    <message>
      <source>Next &amp;doubtful slice</source>
      <translation>C&amp;oupe douteuse suivante</translation>
    </message>
    <message>
      <source>&amp;Crosshair</source>
      <translation>Réti&amp;cule</translation>
    </message>
    <message>
      <source>Patient's left on the &amp;right</source>
      <translation>Gauc&amp;he du patient à droite</translation>
    </message>
    <message>
      <source>Next &amp;window/level preset</source>
      <translation>&amp;Fenêtrage suivant</translation>
    </message>
    <message>
      <source>&amp;Fit the grey scale to the box</source>
      <translation>Adapter les &amp;gris au cadre</translation>
    </message>
    <message>
      <source>Contrast b&amp;y histogram</source>
      <translation>Contraste et distri&amp;bution</translation>
    </message>
    <message>
      <source>Smooth &amp;pixels</source>
      <translation>Lisser les pi&amp;xels</translation>
    </message>
    <message>
      <source>Slices in the &amp;3D view</source>
      <translation>Coupes dans la vue &amp;3D</translation>
    </message>
    <message>
      <source>Next &amp;image</source>
      <translation>I&amp;mage suivante</translation>
    </message>
    <message>
      <source>Pre&amp;vious image</source>
      <translation>&amp;Image précédente</translation>
    </message>
    <message>
      <source>&amp;Next time point</source>
      <translation>Tem&amp;ps suivant</translation>
    </message>
    <message>
      <source>Previous tim&amp;e point</source>
      <translation>T&amp;emps précédent</translation>
    </message>
    <message>
      <source>Reset t&amp;he views</source>
      <translation>&amp;Réinitialiser les vues</translation>
    </message>
    <message>
      <source>F&amp;our views</source>
      <translation>&amp;Quatre vues</translation>
    </message>
    <message>
      <source>One &amp;large view</source>
      <translation>&amp;Une grande vue</translation>
    </message>
    <message>
      <source>&amp;A single view</source>
      <translation>Une seule &amp;vue</translation>
    </message>
    <message>
      <source>Nothing but the &amp;scan</source>
      <translation>L'examen &amp;seul</translation>
    </message>
    <message>
      <source>Like the &amp;desktop</source>
      <translation>Comme le &amp;bureau</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>&amp;Clair</translation>
    </message>
    <message>
      <source>D&amp;ark</source>
      <translation>&amp;Sombre</translation>
    </message>
    <message>
      <source>&amp;User guide</source>
      <translation>&amp;Guide de l'utilisateur</translation>
    </message>
    <message>
      <source>&amp;Mouse and keys</source>
      <translation>&amp;Souris et touches</translation>
    </message>
    <message>
      <source>Self-&amp;test</source>
      <translation>Auto&amp;test</translation>
    </message>
    <message>
      <source>Save &amp;diagnostic file…</source>
      <translation>Enregistrer le &amp;diagnostic…</translation>
    </message>
    <message>
      <source>&amp;About BIFSeg</source>
      <translation>À &amp;propos de BIFSeg</translation>
    </message>
    <message>
      <source>Not a medical device</source>
      <translation>Pas un dispositif médical</translation>
    </message>
    <message>
      <source>Not a medical device. BIFSeg is for research and teaching; do not base a diagnosis or a treatment on it alone.</source>
      <translation>Pas un dispositif médical. BIFSeg est fait pour la recherche et l'enseignement ; ne fondez ni diagnostic ni traitement sur lui seul.</translation>
    </message>
    <message>
      <source>BIFSeg is free software under the GNU General Public License, version 3 or later. It stands on PyQt5 (GPL), PyMaxflow (GPL), PyTorch (BSD), VTK (BSD), SimpleITK (Apache 2.0), pyqtgraph (MIT), NumPy and SciPy (BSD), GeodisTK (MIT) and Material Design Icons (Apache 2.0).</source>
      <translation>BIFSeg est un logiciel libre sous licence GNU General Public License, version 3 ou ultérieure. Il repose sur PyQt5 (GPL), PyMaxflow (GPL), PyTorch (BSD), VTK (BSD), SimpleITK (Apache 2.0), pyqtgraph (MIT), NumPy et SciPy (BSD), GeodisTK (MIT) et Material Design Icons (Apache 2.0).</translation>
    </message>
    <message>
      <source>The method: G. Wang and others, Interactive Medical Image Segmentation Using Deep Learning With Image-Specific Fine Tuning, IEEE TMI 37(7), 2018, doi 10.1109/TMI.2018.2791721.</source>
      <translation>La méthode : G. Wang et al., Interactive Medical Image Segmentation Using Deep Learning With Image-Specific Fine Tuning, IEEE TMI 37(7), 2018, doi 10.1109/TMI.2018.2791721.</translation>
    </message>
    <message>
      <source>Networks run on: {place}. Qt {qt}, PyQt {pyqt}.</source>
      <translation>Les réseaux tournent sur : {place}. Qt {qt}, PyQt {pyqt}.</translation>
    </message>
    <message>
      <source>About BIFSeg</source>
      <translation>À propos de BIFSeg</translation>
    </message>
    <message>
      <source>Self-test</source>
      <translation>Autotest</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>Licences</translation>
    </message>
    <message>
      <source>the processor</source>
      <translation>le processeur</translation>
    </message>
    <message>
      <source>the graphics card</source>
      <translation>la carte graphique</translation>
    </message>
    <message>
      <source>not loaded yet</source>
      <translation>pas encore chargé</translation>
    </message>
    <message>
      <source>Unsaved work</source>
      <translation>Travail non enregistré</translation>
    </message>
    <message>
      <source>Save the case…</source>
      <translation>Enregistrer le cas…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exporter…</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Abandonner</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Replace the file?</source>
      <translation>Remplacer le fichier ?</translation>
    </message>
    <message>
      <source>{name} exists already.</source>
      <translation>{name} existe déjà.</translation>
    </message>
    <message>
      <source>Replacing it loses what is in it.</source>
      <translation>Le remplacer en perd le contenu.</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Remplacer</translation>
    </message>
    <message>
      <source>{names} and {last}</source>
      <translation>{names} et {last}</translation>
    </message>
    <message>
      <source>Open a scan</source>
      <translation>Ouvrir un examen</translation>
    </message>
    <message>
      <source>Scans, pictures and cases</source>
      <translation>Examens, images et cas</translation>
    </message>
    <message>
      <source>Save the view</source>
      <translation>Enregistrer la vue</translation>
    </message>
    <message>
      <source>Add an aligned image</source>
      <translation>Ajouter une image alignée</translation>
    </message>
    <message>
      <source>Scans and pictures</source>
      <translation>Examens et images</translation>
    </message>
    <message>
      <source>Open a folder</source>
      <translation>Ouvrir un dossier</translation>
    </message>
    <message>
      <source>Load a reference mask</source>
      <translation>Charger un masque de référence</translation>
    </message>
    <message>
      <source>Masks</source>
      <translation>Masques</translation>
    </message>
    <message>
      <source>Continue from a mask</source>
      <translation>Continuer avec un masque</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Fichiers</translation>
    </message>
    <message>
      <source>Open a case</source>
      <translation>Ouvrir un cas</translation>
    </message>
    <message>
      <source>Save the case</source>
      <translation>Enregistrer le cas</translation>
    </message>
    <message>
      <source>Save diagnostic file</source>
      <translation>Enregistrer le diagnostic</translation>
    </message>
    <message>
      <source>{names} is not saved yet.</source>
      <translation>{names} n'est pas encore enregistré.</translation>
    </message>
    <message>
      <source>{names} are not saved yet.</source>
      <translation>{names} ne sont pas encore enregistrés.</translation>
    </message>
    <message>
      <source>Save the case to go on another day, or export the mask; otherwise it is lost.</source>
      <translation>Enregistrez le cas pour continuer un autre jour, ou exportez le masque ; sinon il est perdu.</translation>
    </message>
    <message>
      <source>Save the case to go on another day, or export the masks; otherwise they are lost.</source>
      <translation>Enregistrez le cas pour continuer un autre jour, ou exportez les masques ; sinon ils sont perdus.</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Tous les fichiers</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>Images</translation>
    </message>
    <message>
      <source>Add to a table</source>
      <translation>Ajouter à un tableau</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exporter</translation>
    </message>
    <message>
      <source>Cases</source>
      <translation>Cas</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Texte</translation>
    </message>
    <message>
      <source>A DICOM file carries the identifiers (UIDs) of the scan's study and slices, by which it is filed with them; name, patient ID and birth date are left out unless you tick this.</source>
      <translation>Un fichier DICOM porte les identifiants (UID) de l'étude et des coupes de l'examen, avec lesquels il est classé ; nom, identifiant et date de naissance du patient sont omis sauf si vous cochez ceci.</translation>
    </message>
    <message>
      <source>Export as</source>
      <translation>Exporter sous</translation>
    </message>
    <message>
      <source>What the objects are</source>
      <translation>Ce que sont les objets</translation>
    </message>
    <message>
      <source>Include who the patient is</source>
      <translation>Indiquer qui est le patient</translation>
    </message>
    <message>
      <source>User guide</source>
      <translation>Guide de l'utilisateur</translation>
    </message>
    <message>
      <source>Contents</source>
      <translation>Sommaire</translation>
    </message>
    <message>
      <source>Back to the first page</source>
      <translation>Retour à la première page</translation>
    </message>
    <message>
      <source>Component</source>
      <translation>Composant</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Licence</translation>
    </message>
    <message>
      <source>Mask on another grid</source>
      <translation>Masque sur une autre grille</translation>
    </message>
    <message>
      <source>{name} does not lie on the scan's grid: {difference}.</source>
      <translation>{name} n'est pas sur la grille de l'examen : {difference}.</translation>
    </message>
    <message>
      <source>Resample</source>
      <translation>Rééchantillonner</translation>
    </message>
    <message>
      <source>Resampling gives every voxel of the scan the label that lies nearest to its middle.</source>
      <translation>Le rééchantillonnage donne à chaque voxel de l'examen l'étiquette la plus proche de son centre.</translation>
    </message>
    <message>
      <source>The area was {before} and becomes {after} ({change}).</source>
      <translation>L'aire était de {before} et devient {after} ({change}).</translation>
    </message>
    <message>
      <source>The volume was {before} ml and becomes {after} ml ({change}).</source>
      <translation>Le volume était de {before} ml et devient {after} ml ({change}).</translation>
    </message>
    <message>
      <source>{share} % of it lies beside the scan and is left out.</source>
      <translation>{share} % se trouvent hors de l'examen et sont omis.</translation>
    </message>
    <message>
      <source>Nothing is left of these labels: {labels}.</source>
      <translation>Il ne reste rien de ces étiquettes : {labels}.</translation>
    </message>
    <message>
      <source>Checking; this takes up to a minute…</source>
      <translation>Vérification ; cela prend jusqu'à une minute…</translation>
    </message>
    <message>
      <source>The self-test could not be started; install BIFSeg again.</source>
      <translation>L'autotest n'a pas pu démarrer ; réinstallez BIFSeg.</translation>
    </message>
    <message>
      <source>Choose a series</source>
      <translation>Choisir une série</translation>
    </message>
    <message>
      <source>Series</source>
      <translation>Série</translation>
    </message>
    <message>
      <source>The folder holds {count} series.</source>
      <translation>Le dossier contient {count} séries.</translation>
    </message>
    <message>
      <source>Left drag</source>
      <translation>Glisser à gauche</translation>
    </message>
    <message>
      <source>The tool in hand</source>
      <translation>L'outil choisi</translation>
    </message>
    <message>
      <source>Right drag</source>
      <translation>Glisser à droite</translation>
    </message>
    <message>
      <source>Scribbling: background; otherwise window and level</source>
      <translation>En traçant : le fond ; sinon fenêtrage</translation>
    </message>
    <message>
      <source>Middle drag</source>
      <translation>Glisser au milieu</translation>
    </message>
    <message>
      <source>Move the picture</source>
      <translation>Déplacer l'image</translation>
    </message>
    <message>
      <source>Ctrl + wheel</source>
      <translation>Ctrl + molette</translation>
    </message>
    <message>
      <source>Zoom to the cursor</source>
      <translation>Zoomer vers le pointeur</translation>
    </message>
    <message>
      <source>Wheel, ↑ ↓, Page</source>
      <translation>Molette, ↑ ↓, Page</translation>
    </message>
    <message>
      <source>Slices</source>
      <translation>Coupes</translation>
    </message>
    <message>
      <source>Shift + move</source>
      <translation>Maj + bouger</translation>
    </message>
    <message>
      <source>Crosshair to the cursor</source>
      <translation>Réticule au pointeur</translation>
    </message>
    <message>
      <source>Alt + wheel</source>
      <translation>Alt + molette</translation>
    </message>
    <message>
      <source>Size of the brush</source>
      <translation>Taille du pinceau</translation>
    </message>
    <message>
      <source>Double-click, V</source>
      <translation>Double-clic, V</translation>
    </message>
    <message>
      <source>One view alone, and back</source>
      <translation>Une vue seule, et retour</translation>
    </message>
    <message>
      <source>Mouse and keys</source>
      <translation>Souris et touches</translation>
    </message>
    <message>
      <source>Mouse</source>
      <translation>Souris</translation>
    </message>
    <message>
      <source>mean {mean}, SD {deviation}</source>
      <translation>moyenne {mean}, ET {deviation}</translation>
    </message>
    <message>
      <source>{low} to {high}</source>
      <translation>{low} à {high}</translation>
    </message>
    <message>
      <source>no voxel</source>
      <translation>aucun voxel</translation>
    </message>
    <message>
      <source>Axial</source>
      <translation>Axiale</translation>
    </message>
    <message>
      <source>Coronal</source>
      <translation>Coronale</translation>
    </message>
    <message>
      <source>Sagittal</source>
      <translation>Sagittale</translation>
    </message>
    <message>
      <source>Axial slice</source>
      <translation>Coupe axiale</translation>
    </message>
    <message>
      <source>Coronal slice</source>
      <translation>Coupe coronale</translation>
    </message>
    <message>
      <source>Sagittal slice</source>
      <translation>Coupe sagittale</translation>
    </message>
    <message>
      <source>Mint</source>
      <translation>Menthe</translation>
    </message>
    <message>
      <source>Pink</source>
      <translation>Rose</translation>
    </message>
    <message>
      <source>Yellow</source>
      <translation>Jaune</translation>
    </message>
    <message>
      <source>Blue</source>
      <translation>Bleu</translation>
    </message>
    <message>
      <source>Coral</source>
      <translation>Corail</translation>
    </message>
    <message>
      <source>Lime</source>
      <translation>Citron vert</translation>
    </message>
    <message>
      <source>Violet</source>
      <translation>Violet</translation>
    </message>
    <message>
      <source>Aqua</source>
      <translation>Aqua</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Hide this message</source>
      <translation>Masquer ce message</translation>
    </message>
    <message>
      <source>Fold or unfold this part</source>
      <translation>Plier ou déplier cette partie</translation>
    </message>
    <message>
      <source>Intensities and grey scale</source>
      <translation>Intensités et niveaux de gris</translation>
    </message>
    <message>
      <source>Drag the blue stretch or its ends; the wheel zooms, a double-click shows all</source>
      <translation>Faites glisser la zone bleue ou ses bords ; la molette agrandit, un double-clic montre tout</translation>
    </message>
    <message>
      <source>To the box</source>
      <translation>Au cadre</translation>
    </message>
    <message>
      <source>Fit the grey scale to what is in the box (A)</source>
      <translation>Adapter les gris au contenu du cadre (A)</translation>
    </message>
    <message>
      <source>Logarithmic</source>
      <translation>Logarithmique</translation>
    </message>
    <message>
      <source>Show each count's logarithm, so that small structures are seen too</source>
      <translation>Montrer le logarithme de chaque nombre, pour voir aussi les petites structures</translation>
    </message>
    <message>
      <source>Hide the contrast</source>
      <translation>Masquer le contraste</translation>
    </message>
    <message>
      <source>Hide (H)</source>
      <translation>Masquer (H)</translation>
    </message>
    <message>
      <source>Black at</source>
      <translation>Noir à</translation>
    </message>
    <message>
      <source>White at</source>
      <translation>Blanc à</translation>
    </message>
    <message>
      <source>Counting</source>
      <translation>Comptage</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>Contraste</translation>
    </message>
    <message>
      <source>Skip the hints</source>
      <translation>Passer les conseils</translation>
    </message>
    <message>
      <source>Show no more hints</source>
      <translation>Ne plus montrer de conseils</translation>
    </message>
    <message>
      <source>Steps done so far</source>
      <translation>Étapes faites jusqu'ici</translation>
    </message>
    <message>
      <source>Click a step to go there</source>
      <translation>Cliquez une étape pour y aller</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Historique</translation>
    </message>
    <message>
      <source>Memory is limited: the oldest steps stay done but can no longer be undone.</source>
      <translation>La mémoire est limitée : les plus anciennes étapes restent mais ne peuvent plus être annulées.</translation>
    </message>
    <message>
      <source>Too long ago to be undone</source>
      <translation>Trop ancien pour être annulé</translation>
    </message>
    <message>
      <source>Scan opened</source>
      <translation>Examen ouvert</translation>
    </message>
    <message>
      <source>As far back as memory goes</source>
      <translation>Aussi loin que va la mémoire</translation>
    </message>
    <message>
      <source>Undone; a click does it again</source>
      <translation>Annulée ; un clic la refait</translation>
    </message>
    <message>
      <source>Image that is shown</source>
      <translation>Image affichée</translation>
    </message>
    <message>
      <source>Image that is shown and segmented; I goes to the next</source>
      <translation>Image affichée et segmentée ; I passe à la suivante</translation>
    </message>
    <message>
      <source>How much of {name} is seen</source>
      <translation>Quelle part de {name} est visible</translation>
    </message>
    <message>
      <source>How much of the other image is seen</source>
      <translation>Quelle part de l'autre image est visible</translation>
    </message>
    <message>
      <source>Time point or channel; comma and full stop step</source>
      <translation>Temps ou canal ; virgule et point font défiler</translation>
    </message>
    <message>
      <source>Image</source>
      <translation>Image</translation>
    </message>
    <message>
      <source>Blend</source>
      <translation>Fondu</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Temps</translation>
    </message>
    <message>
      <source>Missed</source>
      <translation>Manqué</translation>
    </message>
    <message>
      <source>Spilt over</source>
      <translation>En trop</translation>
    </message>
    <message>
      <source>Learnt from</source>
      <translation>Appris de là</translation>
    </message>
    <message>
      <source>Your scribbles, most of all</source>
      <translation>Vos traits, surtout</translation>
    </message>
    <message>
      <source>Left out: it is unsure there</source>
      <translation>Omis : incertain ici</translation>
    </message>
    <message>
      <source>background</source>
      <translation>fond</translation>
    </message>
    <message>
      <source>object</source>
      <translation>objet</translation>
    </message>
    <message>
      <source>sure</source>
      <translation>sûr</translation>
    </message>
    <message>
      <source>unsure</source>
      <translation>incertain</translation>
    </message>
    <message>
      <source>Known once the network has learnt this image.</source>
      <translation>Connu une fois que le réseau a appris cette image.</translation>
    </message>
    <message>
      <source>Filled mask</source>
      <translation>Masque plein</translation>
    </message>
    <message>
      <source>Outline</source>
      <translation>Contour</translation>
    </message>
    <message>
      <source>Uncertainty</source>
      <translation>Incertitude</translation>
    </message>
    <message>
      <source>Errors</source>
      <translation>Erreurs</translation>
    </message>
    <message>
      <source>Layer over the scan</source>
      <translation>Calque sur l'examen</translation>
    </message>
    <message>
      <source>Opacity of the mask</source>
      <translation>Opacité du masque</translation>
    </message>
    <message>
      <source>How strongly the mask covers the scan</source>
      <translation>À quel point le masque couvre l'examen</translation>
    </message>
    <message>
      <source>What is laid over the scan</source>
      <translation>Ce qui est posé sur l'examen</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Aspect</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>Fenêtre</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>Niveau</translation>
    </message>
    <message>
      <source>Load a reference mask first (File menu).</source>
      <translation>Chargez d'abord un masque de référence (menu Fichier).</translation>
    </message>
    <message>
      <source>Grey scale</source>
      <translation>Gris</translation>
    </message>
    <message>
      <source>Layer</source>
      <translation>Calque</translation>
    </message>
    <message>
      <source>Opacity</source>
      <translation>Opacité</translation>
    </message>
    <message>
      <source>at</source>
      <translation>à</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>Processeur</translation>
    </message>
    <message>
      <source>Graphics card</source>
      <translation>Carte graphique</translation>
    </message>
    <message>
      <source>A set of parameters that belong together</source>
      <translation>Des paramètres qui vont ensemble</translation>
    </message>
    <message>
      <source>Which network looks at the box</source>
      <translation>Quel réseau regarde le cadre</translation>
    </message>
    <message>
      <source>Where the network computes</source>
      <translation>Où le réseau calcule</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Réinitialiser</translation>
    </message>
    <message>
      <source>Go back to the default parameters</source>
      <translation>Revenir aux paramètres par défaut</translation>
    </message>
    <message>
      <source>No graphics card that can be used was found.</source>
      <translation>Aucune carte graphique utilisable n'a été trouvée.</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Méthode</translation>
    </message>
    <message>
      <source>Preset</source>
      <translation>Préréglage</translation>
    </message>
    <message>
      <source>Works on</source>
      <translation>Calcule sur</translation>
    </message>
    <message>
      <source>How the mask was made</source>
      <translation>Comment le masque a été fait</translation>
    </message>
    <message>
      <source>A pause of five seconds or more without mouse and keys counts as idle.</source>
      <translation>Cinq secondes ou plus sans souris ni clavier comptent comme pause.</translation>
    </message>
    <message>
      <source>Numbers</source>
      <translation>Chiffres</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>Volume</translation>
    </message>
    <message>
      <source>Dice</source>
      <translation>Dice</translation>
    </message>
    <message>
      <source>Your time</source>
      <translation>Votre temps</translation>
    </message>
    <message>
      <source>active · idle</source>
      <translation>actif · pause</translation>
    </message>
    <message>
      <source>Machine time</source>
      <translation>Temps machine</translation>
    </message>
    <message>
      <source>of it the last step</source>
      <translation>dont dernière étape</translation>
    </message>
    <message>
      <source>Rounds · strokes</source>
      <translation>Tours · traits</translation>
    </message>
    <message>
      <source>Area</source>
      <translation>Surface</translation>
    </message>
    <message>
      <source>Being computed anew</source>
      <translation>En cours de calcul</translation>
    </message>
    <message>
      <source>Add a box</source>
      <translation>Ajouter un cadre</translation>
    </message>
    <message>
      <source>Merge with the one above</source>
      <translation>Fusionner avec celui du dessus</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Supprimer</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Couleur</translation>
    </message>
    <message>
      <source>Opacity of this object</source>
      <translation>Opacité de cet objet</translation>
    </message>
    <message>
      <source>Show this one alone</source>
      <translation>Montrer celui-ci seul</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Tout montrer</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Monter</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>Descendre</translation>
    </message>
    <message>
      <source>Hide</source>
      <translation>Masquer</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Montrer</translation>
    </message>
    <message>
      <source>Name of the object</source>
      <translation>Nom de l'objet</translation>
    </message>
    <message>
      <source>{count} boxes, what they share counted once</source>
      <translation>{count} cadres, leur partie commune comptée une fois</translation>
    </message>
    <message>
      <source>Show or hide the object</source>
      <translation>Montrer ou masquer l'objet</translation>
    </message>
    <message>
      <source>Colour, opacity and order of the object</source>
      <translation>Couleur, opacité et ordre de l'objet</translation>
    </message>
    <message>
      <source>Add a box to this object (Shift+B)</source>
      <translation>Ajouter un cadre à cet objet (Maj+B)</translation>
    </message>
    <message>
      <source>Accepted</source>
      <translation>Validé</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouvert</translation>
    </message>
    <message>
      <source>New object</source>
      <translation>Nouvel objet</translation>
    </message>
    <message>
      <source>Outline another object in this scan (Ctrl+N)</source>
      <translation>Délimiter un autre objet de cet examen (Ctrl+N)</translation>
    </message>
    <message>
      <source>Remove the marked object; undo brings it back</source>
      <translation>Supprimer l'objet marqué ; l'annulation le ramène</translation>
    </message>
    <message>
      <source>Objects</source>
      <translation>Objets</translation>
    </message>
    <message>
      <source>Where objects overlap, the lower one wins.</source>
      <translation>Là où des objets se chevauchent, celui du bas l'emporte.</translation>
    </message>
    <message>
      <source>Grey scale preset</source>
      <translation>Préréglage des gris</translation>
    </message>
    <message>
      <source>Which intensities are black and white; W takes the next preset</source>
      <translation>Quelles valeurs sont noires et blanches ; W passe au préréglage suivant</translation>
    </message>
    <message>
      <source>Live</source>
      <translation>Live</translation>
    </message>
    <message>
      <source>A box and a scribble start the work by themselves (L)</source>
      <translation>Un cadre ou un trait lance le travail tout seul (L)</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Rétablir le travail</translation>
    </message>
    <message>
      <source>Go on where the work was interrupted</source>
      <translation>Continuer là où le travail fut interrompu</translation>
    </message>
    <message>
      <source>Remove this work for good</source>
      <translation>Supprimer ce travail définitivement</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Garder</translation>
    </message>
    <message>
      <source>Go back to the first question</source>
      <translation>Revenir à la première question</translation>
    </message>
    <message>
      <source>BIFSeg ended unexpectedly. Restore the work on {name}?</source>
      <translation>BIFSeg s'est arrêté de façon inattendue. Rétablir le travail sur {name} ?</translation>
    </message>
    <message>
      <source>Discard the work on {name} for good?</source>
      <translation>Abandonner définitivement le travail sur {name} ?</translation>
    </message>
    <message>
      <source>Stop and go back to how it was (Esc)</source>
      <translation>Arrêter et revenir à l'état d'avant (Échap)</translation>
    </message>
    <message>
      <source>Left draws the object; X swaps</source>
      <translation>Gauche trace l'objet ; X inverse</translation>
    </message>
    <message>
      <source>Left draws background; X swaps</source>
      <translation>Gauche trace le fond ; X inverse</translation>
    </message>
    <message>
      <source>Width of the brush in pixels</source>
      <translation>Largeur du pinceau en pixels</translation>
    </message>
    <message>
      <source>Width of the brush in voxels</source>
      <translation>Largeur du pinceau en voxels</translation>
    </message>
    <message>
      <source>1  Open</source>
      <translation>1  Ouvrir</translation>
    </message>
    <message>
      <source>A scan, a picture, or a folder of DICOM files.</source>
      <translation>Un examen, une image ou un dossier DICOM.</translation>
    </message>
    <message>
      <source>2  Box</source>
      <translation>2  Cadrer</translation>
    </message>
    <message>
      <source>Drag a box around the object. The mask comes by itself.</source>
      <translation>Tracez un cadre autour de l'objet. Le masque vient tout seul.</translation>
    </message>
    <message>
      <source>3  Scribble</source>
      <translation>3  Tracer</translation>
    </message>
    <message>
      <source>Where it is wrong: left adds, right removes. Then accept.</source>
      <translation>Là où il est faux : gauche ajoute, droite retire. Puis validez.</translation>
    </message>
    <message>
      <source>NIfTI, NRRD, MHA, DICOM, PNG, JPEG or TIFF (Ctrl+O)</source>
      <translation>NIfTI, NRRD, MHA, DICOM, PNG, JPEG ou TIFF (Ctrl+O)</translation>
    </message>
    <message>
      <source>Open a DICOM folder…</source>
      <translation>Ouvrir un dossier DICOM…</translation>
    </message>
    <message>
      <source>All slices of a DICOM series (Ctrl+Shift+O)</source>
      <translation>Toutes les coupes d'une série DICOM (Ctrl+Maj+O)</translation>
    </message>
    <message>
      <source>Try the sample</source>
      <translation>Essayer l'exemple</translation>
    </message>
    <message>
      <source>An artificial head scan with a bright spot to outline</source>
      <translation>Un examen de tête artificiel avec une tache claire à délimiter</translation>
    </message>
    <message>
      <source>Box it, look, scribble, accept.</source>
      <translation>Cadrer, regarder, tracer, valider.</translation>
    </message>
    <message>
      <source>Or drop a file or a folder anywhere on this window.</source>
      <translation>Ou déposez un fichier ou un dossier n'importe où dans cette fenêtre.</translation>
    </message>
    <message>
      <source>Recent scans</source>
      <translation>Examens récents</translation>
    </message>
    <message>
      <source>Intensities along the last ruler</source>
      <translation>Intensités le long de la dernière règle</translation>
    </message>
    <message>
      <source>Intensities along the last ruler; dashed: where black and white are</source>
      <translation>Intensités le long de la dernière règle ; en tirets : où sont le noir et le blanc</translation>
    </message>
    <message>
      <source>Open &amp;recent</source>
      <translation>Exame&amp;ns récents</translation>
    </message>
    <message>
      <source>&amp;Clear this list</source>
      <translation>&amp;Vider cette liste</translation>
    </message>
    <message>
      <source>No scan was opened yet</source>
      <translation>Aucun examen n'a encore été ouvert</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Avant</translation>
    </message>
    <message>
      <source>Surfaces need OpenGL (libEGL), which was not found here.</source>
      <translation>Les surfaces demandent OpenGL (libEGL), introuvable ici.</translation>
    </message>
    <message>
      <source>The 3D view failed; slices and masks are kept.</source>
      <translation>La vue 3D a échoué ; coupes et masques sont conservés.</translation>
    </message>
    <message>
      <source>The object's surface appears here</source>
      <translation>La surface apparaîtra ici</translation>
    </message>
    <message>
      <source>The surface could not be made; the mask is whole</source>
      <translation>La surface n'a pas pu être créée ; le masque est intact</translation>
    </message>
    <message>
      <source>The surface of {name} could not be made; its mask is whole and can be exported.</source>
      <translation>La surface de {name} n'a pas pu être créée ; son masque est intact et peut être exporté.</translation>
    </message>
    <message>
      <source>3D view</source>
      <translation>Vue 3D</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Image</translation>
    </message>
    <message>
      <source>The view was copied; paste it where you need it.</source>
      <translation>La vue a été copiée ; collez-la où vous voulez.</translation>
    </message>
    <message>
      <source>There is no earlier mask.</source>
      <translation>Il n'y a pas de masque antérieur.</translation>
    </message>
    <message>
      <source>As it was before: {step}</source>
      <translation>Comme avant : {step}</translation>
    </message>
    <message>
      <source>The graphics card failed or ran out of memory, so the processor made this mask.</source>
      <translation>La carte graphique a échoué ou manqué de mémoire ; le processeur a calculé ce masque.</translation>
    </message>
    <message>
      <source>Memory is short, so the box was looked at in half its detail; close other programs for more.</source>
      <translation>La mémoire manque, le cadre a donc été examiné à demi-résolution ; fermez d'autres programmes pour plus.</translation>
    </message>
    <message>
      <source>The box is large, so it was looked at in steps of {value_1} voxels; draw a smaller one for finer edges.</source>
      <translation>Le cadre est grand et a été examiné par pas de {value_1} voxels ; tracez-en un plus petit pour des bords plus fins.</translation>
    </message>
    <message>
      <source>Memory does not suffice for this box, not even in half its detail; close other programs or draw a smaller box.</source>
      <translation>La mémoire ne suffit pas pour ce cadre, même à demi-résolution ; fermez d'autres programmes ou tracez un cadre plus petit.</translation>
    </message>
    <message>
      <source>The box needs {value_1} of memory and {value_2} are free; draw a smaller box or close other programs.</source>
      <translation>Le cadre demande {value_1} de mémoire et {value_2} sont libres ; tracez un cadre plus petit ou fermez d'autres programmes.</translation>
    </message>
    <message>
      <source>There is no scribble in the box; draw one where the mask is wrong.</source>
      <translation>Il n'y a pas de trait dans le cadre ; tracez-en un là où le masque est faux.</translation>
    </message>
    <message>
      <source>Cutting along the edges</source>
      <translation>Découpe le long des bords</translation>
    </message>
    <message>
      <source>Learning this image</source>
      <translation>Apprentissage de cette image</translation>
    </message>
    <message>
      <source>Measuring around the scribbles</source>
      <translation>Mesure autour des traits</translation>
    </message>
    <message>
      <source>Scribble</source>
      <translation>Trait</translation>
    </message>
    <message>
      <source>Measure</source>
      <translation>Mesure</translation>
    </message>
    <message>
      <source>Load reference</source>
      <translation>Charger la référence</translation>
    </message>
    <message>
      <source>Change parameters</source>
      <translation>Modifier les paramètres</translation>
    </message>
    <message>
      <source>The scan {value_1} has changed since this work was done on it; put the earlier one back and try again.</source>
      <translation>L'examen {value_1} a changé depuis ce travail ; remettez l'ancien et réessayez.</translation>
    </message>
    <message>
      <source>The scan {value_1} that this work was done on is not there any more; put it back where it was and try again.</source>
      <translation>L'examen {value_1} de ce travail n'est plus là ; remettez-le à sa place et réessayez.</translation>
    </message>
    <message>
      <source>The case file {value_1} is damaged or no case file; open a copy of it.</source>
      <translation>Le fichier de cas {value_1} est endommagé ou n'en est pas un ; ouvrez-en une copie.</translation>
    </message>
    <message>
      <source>The scan was not read from a file; save it as a file and open that.</source>
      <translation>L'examen n'a pas été lu d'un fichier ; enregistrez-le comme fichier et ouvrez celui-ci.</translation>
    </message>
    <message>
      <source>The kept work on {value_1} cannot be read; it stays where it is.</source>
      <translation>Le travail conservé sur {value_1} est illisible ; il reste où il est.</translation>
    </message>
    <message>
      <source>The case file {value_1} cannot be opened; check the path and your access to it.</source>
      <translation>Le fichier de cas {value_1} ne peut être ouvert ; vérifiez le chemin et vos droits.</translation>
    </message>
    <message>
      <source>The case file {value_1} was saved by a later version of BIFSeg; open it with that one.</source>
      <translation>Le fichier de cas {value_1} vient d'une version plus récente de BIFSeg ; ouvrez-le avec celle-ci.</translation>
    </message>
    <message>
      <source>{value_1} could not be saved: reading it back gave something else; try another folder.</source>
      <translation>{value_1} n'a pas pu être enregistré : la relecture a donné autre chose ; essayez un autre dossier.</translation>
    </message>
    <message>
      <source>No CUDA graphics card can be used here; choose the device cpu or auto.</source>
      <translation>Aucune carte graphique CUDA n'est utilisable ici ; choisissez cpu ou auto.</translation>
    </message>
    <message>
      <source>Reading the scribbles</source>
      <translation>Lecture des traits</translation>
    </message>
    <message>
      <source>The box grew to hold a scribble outside it.</source>
      <translation>Le cadre s'est agrandi pour contenir un trait à l'extérieur.</translation>
    </message>
    <message>
      <source>Memory is short; trying another way</source>
      <translation>La mémoire manque ; autre essai</translation>
    </message>
    <message>
      <source>The network {value_1} is made for {value_2}D boxes; choose one for {value_3}D.</source>
      <translation>Le réseau {value_1} est fait pour des cadres {value_2}D ; choisissez-en un pour {value_3}D.</translation>
    </message>
    <message>
      <source>The image does not say properly where it lies; save it again with its position.</source>
      <translation>L'image n'indique pas correctement sa position ; enregistrez-la de nouveau avec sa position.</translation>
    </message>
    <message>
      <source>The image has a voxel spacing of zero, so nothing can be measured.</source>
      <translation>L'image a un espacement de voxels nul, rien ne peut donc être mesuré.</translation>
    </message>
    <message>
      <source>The box is empty: each of its ranges must end after it starts.</source>
      <translation>Le cadre est vide : chacune de ses plages doit finir après son début.</translation>
    </message>
    <message>
      <source>The box "{value_1}" is not of the form i0:i1,j0:j1,k0:k1 (2D: i0:i1,j0:j1).</source>
      <translation>Le cadre "{value_1}" n'a pas la forme i0:i1,j0:j1,k0:k1 (2D : i0:i1,j0:j1).</translation>
    </message>
    <message>
      <source>The box lies outside the image; draw it over the object.</source>
      <translation>Le cadre est hors de l'image ; tracez-le sur l'objet.</translation>
    </message>
    <message>
      <source>Writing {value_1} was cancelled; nothing was changed.</source>
      <translation>L'écriture de {value_1} a été annulée ; rien n'a changé.</translation>
    </message>
    <message>
      <source>{value_1} cannot be written because a folder has that name; choose another name.</source>
      <translation>{value_1} ne peut être écrit car un dossier porte ce nom ; choisissez un autre nom.</translation>
    </message>
    <message>
      <source>{value_1} is write-protected; choose another name.</source>
      <translation>{value_1} est protégé en écriture ; choisissez un autre nom.</translation>
    </message>
    <message>
      <source>Not a medical device: for research and teaching, not for diagnosis or treatment.</source>
      <translation>Pas un dispositif médical : pour la recherche et l'enseignement, ni diagnostic ni traitement.</translation>
    </message>
    <message>
      <source>{value_1} has no known ending; use .html.</source>
      <translation>{value_1} n'a pas d'extension connue ; utilisez .html.</translation>
    </message>
    <message>
      <source>{value_1} has no known ending; use .csv.</source>
      <translation>{value_1} n'a pas d'extension connue ; utilisez .csv.</translation>
    </message>
    <message>
      <source>{value_1} is another table; choose a new name.</source>
      <translation>{value_1} est un autre tableau ; choisissez un nouveau nom.</translation>
    </message>
    <message>
      <source>The series of {value_1} was read from {value_2} files beside it.</source>
      <translation>La série de {value_1} a été lue dans {value_2} fichiers voisins.</translation>
    </message>
    <message>
      <source>{value_1} ({value_2}) could not be read; check whether slices are missing.</source>
      <translation>{value_1} ({value_2}) n'ont pas pu être lus ; vérifiez s'il manque des coupes.</translation>
    </message>
    <message>
      <source>The folder {value_1} holds no DICOM images; choose another one or a file.</source>
      <translation>Le dossier {value_1} ne contient pas d'images DICOM ; choisissez-en un autre ou un fichier.</translation>
    </message>
    <message>
      <source>The folder {value_1} holds {value_2} DICOM series ({value_3}); choose one of them by opening one of its files.</source>
      <translation>Le dossier {value_1} contient {value_2} séries DICOM ({value_3}) ; choisissez-en une en ouvrant l'un de ses fichiers.</translation>
    </message>
    <message>
      <source>The folder {value_1} holds more than {value_2} files; choose the folder of one scan.</source>
      <translation>Le dossier {value_1} contient plus de {value_2} fichiers ; choisissez le dossier d'un seul examen.</translation>
    </message>
    <message>
      <source>{value_1} has no known ending; use .dcm.</source>
      <translation>{value_1} n'a pas d'extension connue ; utilisez .dcm.</translation>
    </message>
    <message>
      <source>{value_1} was not written: no object has a mask yet.</source>
      <translation>{value_1} n'a pas été écrit : aucun objet n'a encore de masque.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the scan's DICOM files name no frame of reference; export NIfTI instead.</source>
      <translation>{value_1} n'a pas été écrit : les fichiers DICOM ne nomment aucun repère ; exportez plutôt en NIfTI.</translation>
    </message>
    <message>
      <source>The scan was not opened from DICOM files.</source>
      <translation>L'examen n'a pas été ouvert depuis des fichiers DICOM.</translation>
    </message>
    <message>
      <source>The DICOM file does not say where in the patient it lies.</source>
      <translation>Le fichier DICOM ne dit pas où il se situe dans le patient.</translation>
    </message>
    <message>
      <source>The file has the pixels of the straight grid that the tilted slices were shifted onto; not every viewer lays them over the scan.</source>
      <translation>Le fichier a les pixels de la grille droite où les coupes inclinées ont été décalées ; tous les visualiseurs ne les superposent pas à l'examen.</translation>
    </message>
    <message>
      <source>The file has the slices of the even grid that the scan was interpolated to; not every viewer lays them over the scan.</source>
      <translation>Le fichier a les coupes de la grille régulière obtenue par interpolation ; tous les visualiseurs ne les superposent pas à l'examen.</translation>
    </message>
    <message>
      <source>The file counts from white to black; its values were inverted to be shown as meant.</source>
      <translation>Le fichier compte du blanc au noir ; ses valeurs ont été inversées pour l'affichage voulu.</translation>
    </message>
    <message>
      <source>{value_1} is packed in a way that is not known here; save it uncompressed or as JPEG 2000 first.</source>
      <translation>{value_1} est compressé d'une façon inconnue ici ; enregistrez-le d'abord non compressé ou en JPEG 2000.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the scan's DICOM files lack or misspell an attribute that it must repeat ({value_2}); leave out who the patient is, or export NIfTI instead.</source>
      <translation>{value_1} n'a pas été écrit : un attribut à répéter manque ou est mal écrit dans les fichiers DICOM ({value_2}) ; omettez l'identité du patient ou exportez en NIfTI.</translation>
    </message>
    <message>
      <source>{value_1} is DICOM but no image; choose a file of the scan.</source>
      <translation>{value_1} est du DICOM mais pas une image ; choisissez un fichier de l'examen.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the scan's file {value_2} is gone or has changed; open the scan again.</source>
      <translation>{value_1} n'a pas été écrit : le fichier {value_2} de l'examen a disparu ou changé ; rouvrez l'examen.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the scan's slices name different frames of reference; export NIfTI instead.</source>
      <translation>{value_1} n’a pas été écrit : les coupes de l’examen indiquent des référentiels différents ; exportez plutôt en NIfTI.</translation>
    </message>
    <message>
      <source>{value_1} was not written: {value_2} has no {value_3}, so nothing can refer to it.</source>
      <translation>{value_1} n'a pas été écrit : {value_2} n'a pas de {value_3}, rien ne peut donc s'y référer.</translation>
    </message>
    <message>
      <source>The slices are in colour; their brightness is shown and segmented.</source>
      <translation>Les coupes sont en couleur ; leur luminosité est affichée et segmentée.</translation>
    </message>
    <message>
      <source>The file does not say how large its pixels are; lengths count each as 1 mm.</source>
      <translation>Le fichier ne dit pas la taille de ses pixels ; chacun compte pour 1 mm.</translation>
    </message>
    <message>
      <source>The slices of {value_1} do not say where they lie; choose another series.</source>
      <translation>Les coupes de {value_1} ne disent pas où elles se situent ; choisissez une autre série.</translation>
    </message>
    <message>
      <source>{value_1} files are copies of other slices and were left out.</source>
      <translation>{value_1} fichiers sont des copies d'autres coupes et ont été omis.</translation>
    </message>
    <message>
      <source>{value_1} has no known ending; use {value_2}.</source>
      <translation>{value_1} n'a pas d'extension connue ; utilisez {value_2}.</translation>
    </message>
    <message>
      <source>{value_1} holds 8-bit values only; choose another ending than .png.</source>
      <translation>{value_1} ne contient que des valeurs de 8 bits ; choisissez une autre extension que .png.</translation>
    </message>
    <message>
      <source>{value_1} cannot hold a 3D image; use {value_2}.</source>
      <translation>{value_1} ne peut contenir une image 3D ; utilisez {value_2}.</translation>
    </message>
    <message>
      <source>{value_1} was not written correctly: reading it back gave something else; check the disk and try again.</source>
      <translation>{value_1} n'a pas été écrit correctement : la relecture a donné autre chose ; vérifiez le disque et réessayez.</translation>
    </message>
    <message>
      <source>The file holds {value_1} time points or channels; the first is used unless another is chosen.</source>
      <translation>Le fichier contient {value_1} temps ou canaux ; le premier vaut si aucun autre n’est choisi.</translation>
    </message>
    <message>
      <source>The picture is stored in colour but all of it is grey, so it was read as grey values.</source>
      <translation>L'image est enregistrée en couleur mais toute grise, elle a donc été lue en niveaux de gris.</translation>
    </message>
    <message>
      <source>The picture is shown in colour and segmented on its brightness.</source>
      <translation>L'image est affichée en couleur et segmentée selon sa luminosité.</translation>
    </message>
    <message>
      <source>The helper process that reads this file cannot be started; memory may be short, so close other programs and try again.</source>
      <translation>Le processus auxiliaire qui lit ce fichier ne peut pas être démarré ; la mémoire manque peut-être. Fermez d’autres programmes et réessayez.</translation>
    </message>
    <message>
      <source>{value_1} is a picture in colours; save it in grey values, one for each label.</source>
      <translation>{value_1} est une image en couleurs ; enregistrez-la en valeurs de gris, une par étiquette.</translation>
    </message>
    <message>
      <source>{value_1} is not a label map: it holds values other than the whole numbers from 0 to 255; choose another file.</source>
      <translation>{value_1} n'est pas une carte d'étiquettes : elle contient d'autres valeurs que les entiers de 0 à 255 ; choisissez un autre fichier.</translation>
    </message>
    <message>
      <source>{value_1} is not a mask: some values are not numbers; choose another.</source>
      <translation>{value_1} n'est pas un masque : certaines valeurs ne sont pas des nombres ; choisissez-en un autre.</translation>
    </message>
    <message>
      <source>{value_1} holds values other than 0 (nothing), 1 (foreground) and 2 (background); choose a label map of scribbles.</source>
      <translation>{value_1} contient d'autres valeurs que 0 (rien), 1 (objet) et 2 (fond) ; choisissez une carte de traits.</translation>
    </message>
    <message>
      <source>{value_1} does not lie on the grid of the image: {value_2}; save it again on the image's own grid.</source>
      <translation>{value_1} n'est pas sur la grille de l'image : {value_2} ; enregistrez-le sur la grille de l'image.</translation>
    </message>
    <message>
      <source>{value_1} was not written: the mask is empty and has no surface.</source>
      <translation>{value_1} n'a pas été écrit : le masque est vide et n'a pas de surface.</translation>
    </message>
    <message>
      <source>{value_1} was not written: a 2D image has no surface.</source>
      <translation>{value_1} n'a pas été écrit : une image 2D n'a pas de surface.</translation>
    </message>
    <message>
      <source>{name} cannot be read; check the file and its disk.</source>
      <translation>{name} est illisible ; vérifiez le fichier et son disque.</translation>
    </message>
    <message>
      <source>{name} cannot be written; choose another folder.</source>
      <translation>{name} ne peut être écrit ; choisissez un autre dossier.</translation>
    </message>
    <message>
      <source>There is no file or folder {name}; check the path.</source>
      <translation>Il n'y a ni fichier ni dossier {name} ; vérifiez le chemin.</translation>
    </message>
    <message>
      <source>{name} cannot be opened because permission is denied; ask for access to it.</source>
      <translation>{name} ne peut être ouvert faute de permission ; demandez l'accès.</translation>
    </message>
    <message>
      <source>The name of {name} is too long; give it a shorter one.</source>
      <translation>Le nom de {name} est trop long ; raccourcissez-le.</translation>
    </message>
    <message>
      <source>{name} cannot be read from its disk; copy it again from where it came.</source>
      <translation>{name} ne peut être lu sur son disque ; recopiez-le depuis l'origine.</translation>
    </message>
    <message>
      <source>{name} cannot be written: its folder does not exist; choose another one.</source>
      <translation>{name} ne peut être écrit : son dossier n'existe pas ; choisissez-en un autre.</translation>
    </message>
    <message>
      <source>{name} cannot be written: its folder is a file; choose another one.</source>
      <translation>{name} ne peut être écrit : son dossier est un fichier ; choisissez-en un autre.</translation>
    </message>
    <message>
      <source>{name} cannot be written: its folder allows no writing; choose another.</source>
      <translation>{name} ne peut être écrit : son dossier l'interdit ; choisissez-en un autre.</translation>
    </message>
    <message>
      <source>{name} cannot be written: the disk is read-only; choose another folder.</source>
      <translation>{name} ne peut être écrit : le disque est en lecture seule ; choisissez un autre dossier.</translation>
    </message>
    <message>
      <source>{name} cannot be written: the disk is full; free some space and try again.</source>
      <translation>{name} ne peut être écrit : le disque est plein ; libérez de la place et réessayez.</translation>
    </message>
    <message>
      <source>{name} cannot be written: your share of the disk is used up; free some space and try again.</source>
      <translation>{name} ne peut être écrit : votre quota est épuisé ; libérez de la place et réessayez.</translation>
    </message>
    <message>
      <source>{name} cannot be written: it is too large for the disk; choose another.</source>
      <translation>{name} ne peut être écrit : trop grand pour le disque ; choisissez-en un autre.</translation>
    </message>
    <message>
      <source>{name} cannot be written: its name is too long; choose a shorter one.</source>
      <translation>{name} ne peut être écrit : son nom est trop long ; choisissez-en un plus court.</translation>
    </message>
    <message>
      <source>{name} cannot be written: a folder has that name; choose another name.</source>
      <translation>{name} ne peut être écrit : un dossier porte ce nom ; choisissez un autre nom.</translation>
    </message>
    <message>
      <source>{value_1} is incomplete: it ends before its last voxel; copy it again.</source>
      <translation>{value_1} est incomplet : il finit avant son dernier voxel ; recopiez-le.</translation>
    </message>
    <message>
      <source>{value_1} is damaged and cannot be read; copy it again.</source>
      <translation>{value_1} est endommagé et illisible ; recopiez-le.</translation>
    </message>
    <message>
      <source>{value_1} is a colour image or has several values at each voxel; save it with one grey value at each first.</source>
      <translation>{value_1} est en couleur ou a plusieurs valeurs par voxel ; enregistrez-le d'abord avec une valeur de gris par voxel.</translation>
    </message>
    <message>
      <source>{value_1} is four-dimensional: it holds {value_2} volumes; save one by itself.</source>
      <translation>{value_1} est à quatre dimensions et contient {value_2} volumes ; enregistrez-en un seul.</translation>
    </message>
    <message>
      <source>{value_1} is damaged: it claims more voxels than its size can hold; copy it again.</source>
      <translation>{value_1} est endommagé : il annonce plus de voxels qu'il n'en peut contenir ; recopiez-le.</translation>
    </message>
    <message>
      <source>{value_1} does not fit into this computer's memory; crop or downsample it first.</source>
      <translation>{value_1} ne tient pas dans la mémoire de cet ordinateur ; recadrez ou réduisez-le d'abord.</translation>
    </message>
    <message>
      <source>{value_1} keeps its voxels as text or in several files; save it as one .mha file.</source>
      <translation>{value_1} garde ses voxels en texte ou en plusieurs fichiers ; enregistrez-le en un seul .mha.</translation>
    </message>
    <message>
      <source>{value_1} keeps its voxels in a second file; save it as one .nii file first.</source>
      <translation>{value_1} garde ses voxels dans un second fichier ; enregistrez-le d'abord en un seul .nii.</translation>
    </message>
    <message>
      <source>{value_1} is not a NIfTI image; choose another file.</source>
      <translation>{value_1} n'est pas une image NIfTI ; choisissez un autre fichier.</translation>
    </message>
    <message>
      <source>The file's two orientations (sform and qform) differ by up to {value_1} mm; the sform is used.</source>
      <translation>Les deux orientations du fichier (sform et qform) diffèrent de jusqu'à {value_1} mm ; la sform est utilisée.</translation>
    </message>
    <message>
      <source>{value_1} holds numbers of a kind that cannot be segmented (complex, single bits, or longer than 64 bits); save it with plain numbers first.</source>
      <translation>{value_1} contient des nombres qu'on ne peut segmenter (complexes, bits isolés ou plus de 64 bits) ; enregistrez-le d'abord avec des nombres simples.</translation>
    </message>
    <message>
      <source>{value_1} keeps its voxels as text or in several files; save it as one file.</source>
      <translation>{value_1} garde ses voxels en texte ou en plusieurs fichiers ; enregistrez-le en un seul.</translation>
    </message>
    <message>
      <source>{value_1} gives its lengths in another unit than millimetres ({value_2}); save it in millimetres first.</source>
      <translation>{value_1} donne ses longueurs dans une autre unité que le millimètre ({value_2}) ; enregistrez-le d’abord en millimètres.</translation>
    </message>
    <message>
      <source>{value_1} holds {value_2} pages; save the one you want by itself.</source>
      <translation>{value_1} contient {value_2} pages ; enregistrez seule celle que vous voulez.</translation>
    </message>
    <message>
      <source>The file does not say how the patient lies, so no sides are shown.</source>
      <translation>Le fichier ne dit pas comment le patient est couché ; les côtés ne sont donc pas montrés.</translation>
    </message>
    <message>
      <source>The spacing or position of {value_1} is not a number; repair the file.</source>
      <translation>L'espacement ou la position de {value_1} n'est pas un nombre ; réparez le fichier.</translation>
    </message>
    <message>
      <source>{value_1} has a voxel spacing of zero, so nothing can be measured; repair the file.</source>
      <translation>{value_1} a un espacement de voxels nul, rien ne peut être mesuré ; réparez le fichier.</translation>
    </message>
    <message>
      <source>The axes of {value_1} are not at right angles to each other; resample it to a grid with right angles first.</source>
      <translation>Les axes de {value_1} ne sont pas à angle droit ; rééchantillonnez-le d'abord sur une grille droite.</translation>
    </message>
    <message>
      <source>{value_1} is not an image; choose NIfTI, NRRD, MHA, DICOM, PNG, JPEG or TIFF.</source>
      <translation>{value_1} n'est pas une image ; choisissez NIfTI, NRRD, MHA, DICOM, PNG, JPEG ou TIFF.</translation>
    </message>
    <message>
      <source>{value_1} is empty; copy it again or choose another file.</source>
      <translation>{value_1} est vide ; recopiez-le ou choisissez un autre fichier.</translation>
    </message>
    <message>
      <source>{value_1} is not a NIfTI image or damaged; copy it again.</source>
      <translation>{value_1} n'est pas une image NIfTI ou est endommagé ; recopiez-le.</translation>
    </message>
    <message>
      <source>{value_1} needs {value_2} of memory and {value_3} are free; close other programs, or crop or downsample it first.</source>
      <translation>{value_1} demande {value_2} de mémoire et {value_3} sont libres ; fermez d'autres programmes, ou recadrez ou réduisez-le d'abord.</translation>
    </message>
    <message>
      <source>The slices lie up to {value_1} mm beside their regular places; a distance of {value_2} mm is used.</source>
      <translation>Les coupes sont à jusqu'à {value_1} mm de leur place régulière ; une distance de {value_2} mm est utilisée.</translation>
    </message>
    <message>
      <source>The slices lie unevenly, {value_1} to {value_2} mm apart, so the scan was interpolated to even distances of {value_3} mm; masks lie on that grid.</source>
      <translation>Les coupes sont irrégulières, de {value_1} à {value_2} mm ; l'examen a été interpolé à des distances égales de {value_3} mm, et les masques sont sur cette grille.</translation>
    </message>
    <message>
      <source>The gantry was tilted by {value_1}°, so every slice was shifted onto a straight grid; masks lie on that grid.</source>
      <translation>Le portique était incliné de {value_1}° ; chaque coupe a été décalée sur une grille droite, où sont aussi les masques.</translation>
    </message>
    <message>
      <source>{value_1} holds several slices at the same position ({value_2} too many); remove the duplicates.</source>
      <translation>{value_1} contient plusieurs coupes au même endroit ({value_2} de trop) ; supprimez les doublons.</translation>
    </message>
    <message>
      <source>In {value_1} {value_2} missing, the first between {value_3} mm and {value_4} mm; copy the complete series again.</source>
      <translation>Dans {value_1}, manque : {value_2}, d'abord entre {value_3} mm et {value_4} mm ; recopiez la série complète.</translation>
    </message>
    <message>
      <source>The time points of {value_1} do not lie at the same place; copy each into a folder of its own and open that.</source>
      <translation>Les temps de {value_1} ne se trouvent pas au même endroit ; copiez chacun dans son propre dossier et ouvrez celui-ci.</translation>
    </message>
    <message>
      <source>The slices of {value_1} lie in different orientations; choose a series whose slices are parallel.</source>
      <translation>Les coupes de {value_1} ont des orientations différentes ; choisissez une série à coupes parallèles.</translation>
    </message>
    <message>
      <source>The rows and columns of {value_1} are not at right angles; choose another.</source>
      <translation>Les lignes et colonnes de {value_1} ne sont pas à angle droit ; choisissez-en une autre.</translation>
    </message>
    <message>
      <source>The slices of {value_1} differ in size; choose another series.</source>
      <translation>Les coupes de {value_1} n'ont pas la même taille ; choisissez une autre série.</translation>
    </message>
    <message>
      <source>The slices of {value_1} differ in pixel spacing; choose another series.</source>
      <translation>Les coupes de {value_1} n'ont pas le même espacement ; choisissez une autre série.</translation>
    </message>
    <message>
      <source>{value_1} holds several slices at the same position, but not equally many at each, so time points are not whole; copy the complete series again.</source>
      <translation>{value_1} contient plusieurs coupes à la même position, mais pas partout autant : des temps sont incomplets ; recopiez la série entière.</translation>
    </message>
    <message>
      <source>The slices of {value_1} are unevenly spaced ({value_2} to {value_3} mm apart), so some may be missing; copy the complete series again or choose another.</source>
      <translation>Les coupes de {value_1} sont irrégulières (de {value_2} à {value_3} mm), il peut en manquer ; copiez à nouveau la série complète ou choisissez-en une autre.</translation>
    </message>
    <message>
      <source>The slices of {value_1} are shifted against each other, and not evenly as by a tilted gantry; choose another series.</source>
      <translation>Les coupes de {value_1} sont décalées entre elles, mais pas régulièrement comme par un portique incliné ; choisissez une autre série.</translation>
    </message>
    <message>
      <source>The slices of {value_1} are shifted against each other by more than their width, so no straight grid holds them; choose another series.</source>
      <translation>Les coupes de {value_1} sont décalées de plus que leur largeur, aucune grille droite ne les contient ; choisissez une autre série.</translation>
    </message>
    <message>
      <source>{value_1} is the scan itself and was kept; choose another name.</source>
      <translation>{value_1} est l'examen lui-même et a été gardé ; choisissez un autre nom.</translation>
    </message>
    <message>
      <source>The camera marked this picture as turned, so other programs may show it otherwise; it is shown as stored, and masks lie on its stored pixels.</source>
      <translation>L’appareil a marqué cette image comme tournée, d’autres programmes peuvent donc la montrer autrement ; elle est montrée telle qu’enregistrée, et les masques reposent sur ses pixels enregistrés.</translation>
    </message>
    <message>
      <source>{value_1} keeps its voxels in {value_2}, which is not there; copy both files into one folder.</source>
      <translation>{value_1} garde ses voxels dans {value_2}, qui manque ; copiez les deux fichiers dans un dossier.</translation>
    </message>
    <message>
      <source>Remove object</source>
      <translation>Supprimer l'objet</translation>
    </message>
    <message>
      <source>Select object</source>
      <translation>Choisir l'objet</translation>
    </message>
    <message>
      <source>Rename object</source>
      <translation>Renommer l'objet</translation>
    </message>
    <message>
      <source>Change order</source>
      <translation>Changer l'ordre</translation>
    </message>
    <message>
      <source>Change colour</source>
      <translation>Changer la couleur</translation>
    </message>
    <message>
      <source>Add box</source>
      <translation>Ajouter un cadre</translation>
    </message>
    <message>
      <source>Remove box</source>
      <translation>Supprimer le cadre</translation>
    </message>
    <message>
      <source>Merge objects</source>
      <translation>Fusionner les objets</translation>
    </message>
    <message>
      <source>There is no network for images with {value_1} dimensions; use a 2D or a 3D image.</source>
      <translation>Il n'y a pas de réseau pour des images à {value_1} dimensions ; prenez une image 2D ou 3D.</translation>
    </message>
    <message>
      <source>There is no network named '{value_1}'; the known networks are {value_2}.</source>
      <translation>Il n'y a pas de réseau nommé '{value_1}' ; les réseaux connus sont {value_2}.</translation>
    </message>
    <message>
      <source>There are no trained weights for the network '{value_1}'; choose one of {value_2}, or train it first.</source>
      <translation>Il n'y a pas de poids entraînés pour le réseau '{value_1}' ; choisissez parmi {value_2} ou entraînez-le d'abord.</translation>
    </message>
    <message>
      <source>There are no trained weights for the network '{value_1}' in {value_2}; train them first, or name another folder.</source>
      <translation>Il n'y a pas de poids entraînés pour le réseau '{value_1}' dans {value_2} ; entraînez-les d'abord ou indiquez un autre dossier.</translation>
    </message>
    <message>
      <source>The weight file {value_1} is damaged (its checksum differs); install it again.</source>
      <translation>Le fichier de poids {value_1} est endommagé (somme de contrôle) ; réinstallez-le.</translation>
    </message>
    <message>
      <source>The weights in {value_1} do not fit the network '{value_2}'; install them again.</source>
      <translation>Les poids dans {value_1} ne vont pas avec le réseau '{value_2}' ; réinstallez-les.</translation>
    </message>
    <message>
      <source>The box was cut off at the border of the image.</source>
      <translation>Le cadre a été coupé au bord de l'image.</translation>
    </message>
    <message>
      <source>The box is too small; draw it around the whole object.</source>
      <translation>Le cadre est trop petit ; tracez-le autour de tout l'objet.</translation>
    </message>
    <message>
      <source>Some voxels in the box have no valid value; draw the box where all have one.</source>
      <translation>Certains voxels du cadre n'ont pas de valeur valable ; tracez le cadre là où tous en ont une.</translation>
    </message>
    <message>
      <source>The box holds one single grey value, so there is nothing to tell apart.</source>
      <translation>Le cadre ne contient qu'une valeur de gris, il n'y a rien à distinguer.</translation>
    </message>
    <message>
      <source>{value_1} has another size than the scan and does not say where it lies, so it cannot be resampled; choose another mask.</source>
      <translation>{value_1} n'a pas la taille de l'examen et ne dit pas où il se situe ; choisissez un autre masque.</translation>
    </message>
    <message>
      <source>{value_1} lies beside the scan, so nothing of it can be used; choose a mask of the same patient in the same position.</source>
      <translation>{value_1} est hors de l'examen et inutilisable ; choisissez un masque du même patient dans la même position.</translation>
    </message>
    <message>
      <source>Repair</source>
      <translation>Retouche</translation>
    </message>
    <message>
      <source>Load mask</source>
      <translation>Charger le masque</translation>
    </message>
    <message>
      <source>{value_1} lies on another grid and was resampled onto the scan's.</source>
      <translation>{value_1} est sur une autre grille et a été rééchantillonné sur celle de l'examen.</translation>
    </message>
    <message>
      <source>{value_1}; of its {value_2} time points the first is shown.</source>
      <translation>{value_1} ; de ses {value_2} temps, le premier est montré.</translation>
    </message>
    <message>
      <source>{value_1} differs in size from the scan and does not say where it lies; choose an image with a position.</source>
      <translation>{value_1} n'a pas la taille de l'examen et ne dit pas où il se situe ; choisissez une image avec position.</translation>
    </message>
    <message>
      <source>{value_1} lies beside the scan, so the two cannot be shown together; choose an image of the same patient in the same position.</source>
      <translation>{value_1} est hors de l'examen, les deux ne peuvent être montrés ensemble ; choisissez une image du même patient dans la même position.</translation>
    </message>
    <message>
      <source>The image has shape {value_1}; three axes are needed.</source>
      <translation>L'image a la forme {value_1} ; trois axes sont nécessaires.</translation>
    </message>
    <message>
      <source>Drawing the border stopped twice; memory may be short, so close other programs or draw a smaller box, and try again.</source>
      <translation>Le tracé du bord s'est arrêté deux fois ; la mémoire manque peut-être : fermez d'autres programmes ou tracez un cadre plus petit, puis réessayez.</translation>
    </message>
    <message>
      <source>The work was stopped because the program closes.</source>
      <translation>Le travail a été arrêté parce que le programme se ferme.</translation>
    </message>
  </context>
</TS>
