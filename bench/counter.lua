-- Views for wrk: each of a visitor of its own, page after page. Arguments: first page, pages, first visitor.
local threads = 0

function setup(thread)
  thread:set('id', threads)
  threads = threads + 1
end

function init(args)
  first, pages, visitor = tonumber(args[1]), tonumber(args[2]), tonumber(args[3]) + id * 4000000
  sent = 0
  headers = {
    ['Content-Type'] = 'text/plain;charset=UTF-8',
    ['Origin'] = 'https://yenchau.example.gov.vn',
    ['User-Agent'] = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  }
end

function request()
  local who = visitor + sent
  local page = first + sent % pages
  sent = sent + 1
  headers['X-Forwarded-For'] = '10.' .. math.floor(who / 65536) % 256 .. '.' .. math.floor(who / 256) % 256 .. '.' .. who % 256
  local body = '{"site":"yenchau","path":"/2023/01/ban-tin-so-' .. page .. '-cua-huyen/"}'
  return wrk.format('POST', '/v1/hits', headers, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"hits":%d,"seconds":%.3f,"refused":%d,"failed":%d,"p50":%.2f,"p99":%.2f,"p999":%.2f,"max":%.2f}\n',
    summary.requests, summary.duration / 1e6, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency:percentile(99.9) / 1e3, latency.max / 1e3
  ))
end
