/* OpenID Connect Session Management, 3.3. Old embedded browsers run this: plain ES5, and SHA-256 by hand. */
(function () {
  'use strict';

  var script = document.getElementsByTagName('script')[0];
  var cookieName = script.getAttribute('data-cookie');
  var ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  function browserState() {
    var parts = document.cookie.split('; ');
    for (var i = 0; i < parts.length; i++) {
      if (parts[i].indexOf(cookieName + '=') === 0) {
        return parts[i].substring(cookieName.length + 1);
      }
    }
    return '';
  }

  function utf8(text) {
    var escaped = unescape(encodeURIComponent(text));
    var bytes = [];
    for (var i = 0; i < escaped.length; i++) {
      bytes.push(escaped.charCodeAt(i));
    }
    return bytes;
  }

  /* FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of roots of the first primes. */
  function roots(count, exponent) {
    var found = [];
    for (var candidate = 2; found.length < count; candidate++) {
      var prime = true;
      for (var factor = 2; factor * factor <= candidate; factor++) {
        if (candidate % factor === 0) {
          prime = false;
          break;
        }
      }
      if (prime) {
        var root = Math.pow(candidate, exponent);
        found.push(((root - Math.floor(root)) * 4294967296) | 0);
      }
    }
    return found;
  }

  function rotate(word, by) {
    return (word >>> by) | (word << (32 - by));
  }

  function sha256(bytes) {
    var k = roots(64, 1 / 3);
    var hash = roots(8, 1 / 2);
    var bits = bytes.length * 8;
    bytes.push(0x80);
    while (bytes.length % 64 !== 56) {
      bytes.push(0);
    }
    bytes.push(0, 0, 0, 0, (bits >>> 24) & 255, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255);
    for (var at = 0; at < bytes.length; at += 64) {
      var w = [];
      var v = hash.slice();
      for (var i = 0; i < 64; i++) {
        if (i < 16) {
          var j = at + i * 4;
          w[i] = (bytes[j] << 24) | (bytes[j + 1] << 16) | (bytes[j + 2] << 8) | bytes[j + 3];
        } else {
          var a = w[i - 15];
          var b = w[i - 2];
          var s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
          var s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
          w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
        }
        var e1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
        var t1 = (v[7] + e1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i]) | 0;
        var e0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
        var t2 = (e0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]))) | 0;
        v = [(t1 + t2) | 0, v[0], v[1], v[2], (v[3] + t1) | 0, v[4], v[5], v[6]];
      }
      for (var h = 0; h < 8; h++) {
        hash[h] = (hash[h] + v[h]) | 0;
      }
    }
    return hash;
  }

  function base64url(words) {
    var bits = '';
    for (var i = 0; i < words.length; i++) {
      for (var shift = 31; shift >= 0; shift--) {
        bits += (words[i] >>> shift) & 1;
      }
    }
    var text = '';
    for (var at = 0; at < bits.length; at += 6) {
      text += ALPHABET.charAt(parseInt((bits.substring(at, at + 6) + '00000').substring(0, 6), 2));
    }
    return text;
  }

  function answer(message, origin) {
    if (typeof message !== 'string') {
      return 'error';
    }
    var space = message.lastIndexOf(' ');
    var clientId = message.substring(0, space);
    var state = message.substring(space + 1);
    var dot = state.lastIndexOf('.');
    if (space < 1 || dot < 1 || dot === state.length - 1) {
      return 'error';
    }
    var salt = state.substring(dot + 1);
    var text = clientId + ' ' + origin + ' ' + browserState() + ' ' + salt;
    return base64url(sha256(utf8(text))) + '.' + salt === state ? 'unchanged' : 'changed';
  }

  window.addEventListener('message', function (event) {
    if (event.source && event.source !== window) {
      event.source.postMessage(answer(event.data, event.origin), event.origin);
    }
  }, false);
})();
