/* Lets the search run from disk (file://), where browsers start no worker: the program of the worker
   runs in a hidden frame instead. Nothing is written into the frame but elements, so that the
   security policy of the page, which the frame has too, allows it. Material's own stand-in, which
   would come from another host, writes a script. */
(function () {
  "use strict";

  function load(frame, address) {
    return new Promise(function (done, failed) {
      var script = frame.contentDocument.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      frame.contentDocument.body.append(script);
    });
  }

  class FrameWorker extends EventTarget {
    constructor(address) {
      super();
      var frame = document.createElement("iframe"), worker = this;
      frame.hidden = true;
      document.body.append(frame);
      /* Some browsers put another document into an empty frame after a while, but not into this. */
      frame.contentDocument.open();
      frame.contentDocument.write("<!doctype html><title>.</title><body></body>");
      frame.contentDocument.close();
      frame.contentWindow.postMessage = function (data) {
        worker.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
      };
      frame.contentWindow.importScripts = function () {
        return Array.from(arguments).reduce(function (before, next) {
          return before.then(function () { return load(frame, next); });
        }, Promise.resolve());
      };
      this.frame = frame;
      this.ready = load(frame, address);
    }

    postMessage(data) {
      var frame = this.frame, message = { data: structuredClone(data) };
      this.ready.then(function () {
        frame.contentWindow.dispatchEvent(new MessageEvent("message", message));
      });
    }

    terminate() { this.frame.remove(); }
  }

  if (location.protocol === "file:") {
    /* By this name the program knows that it is in a frame. */
    window.IFrameWorker = FrameWorker;
    window.Worker = FrameWorker;
  }
})();
