/* Posts the answer to the app. Plain ES5, as the page of the session; without scripts the button does the same. */
(function () {
  'use strict';

  document.getElementById('answer').submit();
})();
