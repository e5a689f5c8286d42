// Copies text. Pages from a disk have no clipboard of their own in some browsers; those say no.

/** Calls `done` with whether the text is copied. */
export function copy(text, done) {
  const writing = navigator.clipboard?.writeText(text);
  if (writing) writing.then(() => done(true), () => done(false));
  else done(false);
}
