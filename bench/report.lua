-- For wrk: posts the file named by the first argument with the key given as the second, and prints
-- one line of figures and one of failures. No code runs per request, so it costs wrk nothing.

function init(args)
  local file = assert(io.open(args[1], "rb"))
  wrk.method = "POST"
  wrk.body = file:read("*a")
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. args[2]
  file:close()
end

function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format("figures %d %d %d %d",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99)))
  print(string.format("failed %d %d %d %d %d",
    errors.status, errors.connect, errors.read, errors.write, errors.timeout))
end
