// The system's own sheet to pass a file on, where the browser has one and it takes files of this kind.

/** Whether the system would take this file. */
export function can_share(name, type, text) {
  try {
    return Boolean(navigator.canShare?.(offer(name, type, text)));
  } catch {
    return false;
  }
}

/** Opens the sheet. Who closes it again has changed their mind, which is no error. */
export function share(name, type, text) {
  navigator.share(offer(name, type, text)).catch(() => {});
}

function offer(name, type, text) {
  return {files: [new File([text], name, {type})]};
}
