-- What the visitors ask for, in turn: pages, a script, a style sheet, and the API in between.
local paths = {"/", "/api/items", "/app.js", "/about.html", "/api/items", "/style.css", "/api/items", "/"}
local turn = 0

request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn], {["Accept-Encoding"] = "gzip"})
end

-- Requests, seconds, errors, bytes: one line that bench.sh reads.
done = function(summary)
  local e = summary.errors
  print(string.format("TOTAL %d %f %d %d", summary.requests, summary.duration / 1e6,
    e.connect + e.read + e.write + e.status + e.timeout, summary.bytes))
end
