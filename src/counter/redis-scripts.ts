/** What Redis runs as a whole, so that no other instance can come in between. */

/**
 * Counts a view. Every key is of one site, whose name is the keys' hash tag: in a cluster they lie on one node. Times of
 * who is online are the server's own, one clock for all instances.
 * KEYS: seen, seen by the other hash, online, online on the page, views, legacy, days, day, week, visitors of the day.
 * ARGV: path, visitor, other hash (or ''), seconds of a view, seconds online, day, monday.
 * Gives: whether it is new, then what `siteNumbers` gives, then the page's views and legacy views.
 */
export const countScript = `
local path, visitor, other = ARGV[1], ARGV[2], ARGV[3]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local fresh = 0
if other == '' or redis.call('EXISTS', KEYS[2]) == 0 then
  if redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[4]) then fresh = 1 end
end
for place = 3, 4 do
  if other ~= '' then redis.call('ZREM', KEYS[place], other) end
  redis.call('ZADD', KEYS[place], now, visitor)
  redis.call('ZREMRANGEBYSCORE', KEYS[place], '-inf', now - ARGV[5] * 1000)
  redis.call('EXPIRE', KEYS[place], ARGV[5])
end
redis.call('PFADD', KEYS[10], visitor)
redis.call('EXPIRE', KEYS[10], 172800)
if fresh == 1 then
  redis.call('HINCRBY', KEYS[5], path, 1)
  redis.call('HINCRBY', KEYS[5], '', 1)
  redis.call('HINCRBY', KEYS[7], ARGV[6], 1)
  redis.call('HINCRBY', KEYS[8], path, 1)
  redis.call('EXPIRE', KEYS[8], 172800)
  redis.call('HINCRBY', KEYS[9], path, 1)
  redis.call('EXPIRE', KEYS[9], 777600)
end
local days = {}
for day = tonumber(ARGV[7]), tonumber(ARGV[6]) do days[#days + 1] = day end
return {
  fresh,
  redis.call('ZCARD', KEYS[3]),
  redis.call('HMGET', KEYS[7], unpack(days)),
  redis.call('HGET', KEYS[5], '') or '0',
  redis.call('HGET', KEYS[6], '') or '0',
  redis.call('HGET', KEYS[5], path) or '0',
  redis.call('HGET', KEYS[6], path) or '0',
}
`

/**
 * Reads a site's numbers and those of pages, changing nothing.
 * KEYS: online, views, legacy, days, day, week, then the keys of who is online on each page.
 * ARGV: seconds online, day, monday, then the paths.
 */
export const readScript = `
local time = redis.call('TIME')
local since = '(' .. (time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1] * 1000)
local days = {}
for day = tonumber(ARGV[3]), tonumber(ARGV[2]) do days[#days + 1] = day end
local pages = {}
for index = 4, #ARGV do
  local path = ARGV[index]
  pages[#pages + 1] = {
    redis.call('HGET', KEYS[2], path) or '0',
    redis.call('HGET', KEYS[3], path) or '0',
    redis.call('ZCOUNT', KEYS[3 + index], since, '+inf'),
    redis.call('HGET', KEYS[5], path) or '0',
    redis.call('HGET', KEYS[6], path) or '0',
  }
end
return {
  redis.call('ZCOUNT', KEYS[1], since, '+inf'),
  redis.call('HMGET', KEYS[4], unpack(days)),
  redis.call('HGET', KEYS[2], '') or '0',
  redis.call('HGET', KEYS[3], '') or '0',
  pages,
}
`

/**
 * Gives the key of a day, made of the bytes given where there is none yet. It is always written, if only as it was, so that
 * WAIT has something to wait for when another instance made it.
 * KEYS: the key. ARGV: bytes, seconds that it lasts.
 */
export const dayKeyScript = `
redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2])
redis.call('PEXPIRE', KEYS[1], redis.call('PTTL', KEYS[1]))
return redis.call('GET', KEYS[1])
`
