/* Cuts a Chinese query into the words of the index before the theme's search gets it.
   The theme cuts by itself, but never sees a word at the end of a query: of 县民政局 it looks for 县
   only. Here the query is covered with the longest words that the index holds; what is no word is
   looked for within words. And where the index was too large for one reader and is split
   (builder/generator/shards.py), the part of the page's own campaign is added to the front before
   the theme gets it. Whatever else is said passes unchanged, and without this file the search still
   works as the theme has it. */
(function () {
  "use strict";

  var SETUP = 0, QUERY = 2, MOST = 12;
  /* The theme leaves out the last character of a run of Chinese; this one may be left out. */
  var LAST = "\u3007";
  var HAN = /[\u3400-\u9fff]+/g;

  function wordsOf(setup) {
    var words = new Set(), separator = new RegExp(setup.config.separator, "g");
    setup.docs.forEach(function (doc) {
      [doc.title, doc.text].concat(doc.tags || []).forEach(function (text) {
        text.replace(/<[^>]+>/g, " ").split(separator).forEach(function (word) {
          if (/[\u3400-\u9fff]/.test(word)) { words.add(word.toLowerCase()); }
        });
      });
    });
    return words;
  }

  function holdersOf(text, words) {
    return Array.from(words).filter(function (word) { return word.includes(text); });
  }

  /* A word costs least, one character a little more, a part of a word as much as several words. */
  function costOf(piece, words) {
    if (words.has(piece)) { return piece.length > 1 ? 1 : 1.5; }
    if (piece.length === 1) { return 10; }
    return holdersOf(piece, words).length ? 6 : Infinity;
  }

  /* The pieces that cover *text* at the least cost. */
  function cut(text, words) {
    var best = [{ cost: 0, pieces: [] }];
    for (var end = 1; end <= text.length; end += 1) {
      for (var start = 0; start < end; start += 1) {
        var piece = text.slice(start, end), cost = best[start].cost + costOf(piece, words);
        if (!best[end] || cost < best[end].cost) {
          best[end] = { cost: cost, pieces: best[start].pieces.concat({ text: piece, known: words.has(piece) }) };
        }
      }
    }
    return join(best[text.length].pieces);
  }

  /* Characters of no word that stand together are looked for together. */
  function join(pieces) {
    return pieces.reduce(function (done, piece) {
      var last = done[done.length - 1];
      if (last && !last.known && !piece.known) { last.text += piece.text; } else { done.push(piece); }
      return done;
    }, []);
  }

  /* The words of two characters and more that a longer word is made of. */
  function inner(text, words) {
    var rest = new Set(words);
    rest.delete(text);
    return cut(text, rest).filter(function (piece) { return piece.known && piece.text.length > 1; });
  }

  function look(piece, words, alone) {
    if (piece.known && piece.text.length === 1 && !alone) { return piece.text + LAST + "^1"; }
    if (piece.known) {
      return [piece.text + LAST + "^3"].concat(
        inner(piece.text, words).concat(piece).map(function (part) { return part.text + LAST; })
      ).join(" ");
    }
    var holders = holdersOf(piece.text, words);
    if (!holders.length) { return piece.text; }
    return holders.slice(0, MOST).map(function (word) { return word + LAST; }).join(" ");
  }

  function prepare(query, words) {
    return query.replace(HAN, function (text) {
      var pieces = cut(text, words);
      return " " + pieces.map(function (piece) { return look(piece, words, pieces.length === 1); }).join(" ") + " ";
    }).trim();
  }

  /* Where the site begins, as the theme is told. */
  function siteOf() {
    var settings = JSON.parse(document.getElementById("__config").textContent);
    return new URL(settings.base + "/", location);
  }

  /* The part of the index for pages in a campaign's folder; none of its own for others. */
  function shardOf(site, shards) {
    var inner = location.href.startsWith(site.href) ? location.href.slice(site.href.length) : "";
    var folder = decodeURIComponent(inner.split("/")[0]);
    return shards.indexOf(folder) < 0 ? null : new URL("search/shards/" + folder, site).href;
  }

  function load(address) {
    if (location.protocol !== "file:") {
      return fetch(address + ".json").then(function (answer) { return answer.json(); });
    }
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = address + ".js";
      script.onload = function () { done(window.__index); };
      script.onerror = failed;
      document.head.append(script);
    });
  }

  /* The front, with whole pages of the campaign in the place of their titles, then all others. */
  function combine(front, own) {
    var places = new Map(own.map(function (doc) { return [doc.location, doc]; }));
    var docs = front.map(function (doc) {
      var whole = places.get(doc.location);
      places.delete(doc.location);
      return whole || doc;
    });
    return docs.concat(Array.from(places.values()));
  }

  /* The setup with all that this page is to find; without a part of its own where that fails. */
  function complete(setup) {
    var shards = setup.config.shards, address = shards && shardOf(siteOf(), shards);
    if (!address) { return null; }
    return load(address).then(
      function (part) { return Object.assign({}, setup, { docs: combine(setup.docs, part.docs) }); },
      function () { return setup; }
    );
  }

  function attend(worker) {
    var send = worker.postMessage, words = new Set();

    function begin(setup) {
      words = wordsOf(setup);
      return send.call(worker, { type: SETUP, data: setup });
    }

    worker.postMessage = function (message) {
      if (message && message.type === SETUP) {
        /* The theme asks nothing before the worker has answered to this. */
        var completed = complete(message.data);
        return completed ? void completed.then(begin) : begin(message.data);
      }
      if (message && message.type === QUERY && typeof message.data === "string") {
        message = { type: QUERY, data: prepare(message.data, words) };
      }
      return send.call(worker, message);
    };
    return worker;
  }

  var Plain = window.Worker;
  window.Worker = function (address, options) { return attend(new Plain(address, options)); };
})();
