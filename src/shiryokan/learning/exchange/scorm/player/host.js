// The host: a learning management system that speaks SCORM 1.2 (IEEE ECMAScript API of the frame above).
// Every call may fail, for hosts stop answering: nothing is thrown, and what was not taken is told.
"use strict";

const Host = (() => {
  const DEEPEST = 10;
  let api = null;
  let open = false;
  let ended = false;

  const find = start => {
    let frame = start;
    for (let depth = 0; frame && depth < DEEPEST; depth += 1) {
      try {
        if (frame.API) return frame.API;
      } catch {
        return null;  // a frame of another origin
      }
      if (frame.parent === frame) return null;
      frame = frame.parent;
    }
    return null;
  };

  const call = (name, ...given) => {
    try {
      return String(api[name](...given));
    } catch {
      return null;
    }
  };

  const connect = () => {
    if (open || ended) return open;
    api = find(window) || (window.opener && find(window.opener));
    open = Boolean(api) && call("LMSInitialize", "") === "true";
    return open;
  };

  const get = name => (open ? call("LMSGetValue", name) || "" : "");

  // Whether all values were taken and kept.
  const send = values => {
    if (!connect()) return false;
    const taken = values.every(([name, value]) => call("LMSSetValue", name, String(value)) === "true");
    if (taken && call("LMSCommit", "") === "true") return true;
    // it may have lost the session: the next time it is asked for a new one
    if (call("LMSGetLastError") === "301") open = false;
    return false;
  };

  // What a host need not know, such as single answers.
  const offer = values => {
    if (open) for (const [name, value] of values) call("LMSSetValue", name, String(value));
  };

  const finish = () => {
    if (open) call("LMSFinish", "");
    open = false;
    ended = true;
  };

  return { connect, get, send, offer, finish, found: () => api !== null };
})();
