/* Cuts a Chinese query into the words of the index before the theme's search gets it.
   The theme cuts by itself, but never sees a word at the end of a query: of 县民政局 it looks for 县
   only. Here the query is covered with the longest words that the index holds; what is no word is
   looked for within words. A character alone says nothing beside a word (办 in 办营业执照), and what
   is but one character off a name is that name mistyped (县民政剧). And where the index was too large for one reader and is split
   (builder/generator/shards.py), whoever begins to search gets the names in all campaigns, and the
   part of the page's own campaign, before the theme is set up. Whatever else is said passes unchanged, and without this file the search still
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

  /* The words of the same length that differ from *text* in one character. */
  function nearOf(text, words) {
    return Array.from(words).filter(function (word) {
      if (word.length !== text.length) { return false; }
      return Array.from(word).filter(function (sign, at) { return sign !== text[at]; }).length === 1;
    });
  }

  /* What a text was meant to be whose *pieces* say too little; of three characters one may be new. */
  function meant(text, pieces, words) {
    var whole = pieces.every(function (piece) { return piece.known && piece.text.length > 1; });
    var some = pieces.some(function (piece) { return piece.known && piece.text.length > 1; });
    if (whole || text.length < (some ? 4 : 3)) { return []; }
    return nearOf(text, words).slice(0, MOST);
  }

  /* *pieces* without single characters, unless there is nothing else. */
  function telling(pieces) {
    var long = pieces.filter(function (piece) { return piece.text.length > 1; });
    return long.length ? long : pieces;
  }

  function look(piece, words) {
    if (piece.known) {
      return [piece.text + LAST + "^3"].concat(
        inner(piece.text, words).concat(piece).map(function (part) { return part.text + LAST; })
      ).join(" ");
    }
    var holders = holdersOf(piece.text, words);
    if (!holders.length) { return piece.text; }
    return holders.slice(0, MOST).map(function (word) { return word + LAST; }).join(" ");
  }

  /* Pages with every one of *pieces*. */
  function all(pieces) {
    return pieces.map(function (piece) { return "+" + piece.text + LAST; }).join(" ");
  }

  function prepare(query, words) {
    return query.replace(HAN, function (text) {
      var pieces = cut(text, words), names = meant(text, pieces, words);
      if (names.length) { pieces = names.map(function (name) { return { text: name, known: true }; }); }
      pieces = telling(pieces);
      var found = pieces.map(function (piece) { return look(piece, words); });
      var alone = pieces.length > 1 && pieces[0].text.length === 1;
      return " " + (alone ? all(pieces) : found.join(" ")) + " ";
    }).trim();
  }

  /* Where the site begins, as the theme is told. */
  function siteOf() {
    var settings = JSON.parse(document.getElementById("__config").textContent);
    return new URL(settings.base + "/", location);
  }

  /* The parts of the index for this page: names, and within a campaign's folder all of that. */
  function partsOf(site, shards) {
    var inner = location.href.startsWith(site.href) ? location.href.slice(site.href.length) : "";
    var folder = decodeURIComponent(inner.split("/")[0]);
    var own = shards.indexOf(folder) < 0 ? [] : ["search/shards/" + folder];
    return ["search/names"].concat(own).map(function (part) { return new URL(part, site).href; });
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

  /* What there is, with whole pages in the place of their titles, then all others. */
  function combine(docs, part) {
    var places = new Map(part.map(function (doc) { return [doc.location, doc]; }));
    var found = docs.map(function (doc) {
      var whole = places.get(doc.location);
      places.delete(doc.location);
      return whole || doc;
    });
    return found.concat(Array.from(places.values()));
  }

  /* When somebody begins to search, or came with a question. */
  function wanted() {
    var field = document.querySelector("[data-md-component=search-query]");
    return new Promise(function (done) {
      if (document.activeElement === field || new URLSearchParams(location.search).has("q")) { done(); }
      field.addEventListener("focus", done, { once: true });
    });
  }

  /* The setup with all that this page is to find; without a part that can't be had. */
  function complete(setup) {
    return wanted().then(function () {
      return Promise.all(partsOf(siteOf(), setup.config.shards).map(function (address) {
        return load(address).then(function (part) { return part.docs; }, function () { return []; });
      }));
    }).then(function (parts) {
      return Object.assign({}, setup, { docs: parts.reduce(combine, setup.docs) });
    });
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
        return message.data.config.shards ? void complete(message.data).then(begin) : begin(message.data);
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
