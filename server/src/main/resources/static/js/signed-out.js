/* Goes back to the app once every app in a frame has been told, or after a while. Plain ES5, as the page of the session. */
(function () {
  'use strict';

  var link = document.getElementById('continue');
  var frames = document.getElementsByTagName('iframe');
  var waiting = frames.length;
  var gone = false;

  function go() {
    if (link && !gone) {
      gone = true;
      window.location.replace(link.href);
    }
  }

  function told() {
    waiting--;
    if (waiting <= 0) {
      go();
    }
  }

  for (var i = 0; i < frames.length; i++) {
    frames[i].addEventListener('load', told, false);
  }
  window.setTimeout(go, 4000);
})();
