-- Removes scrapes from the oldest end, up to a sequence, and never past what every consumer has
-- passed. Events that are no scrapes stay: they are the life of the servers.

local KIND_EVENTS = 1

local function trim(keys, args)
  local events_key, head_key, passed_key, times_key = keys[1], keys[2], keys[3], keys[4]
  local wanted, limit, most = tonumber(args[1]), tonumber(args[2]), tonumber(args[3])

  local trimmed = tonumber(redis.call('HGET', head_key, 'trimmed') or '0')
  local through = math.min(wanted, most)
  for _, passed in ipairs(redis.call('HVALS', passed_key)) do
    through = math.min(through, tonumber(passed))
  end
  if through <= trimmed then
    return { trimmed, 0 }
  end

  local removed = 0
  local entries = redis.call('XRANGE', events_key, string.format('%.0f-0', trimmed + 1), string.format('%.0f', through), 'COUNT', limit)
  for _, entry in ipairs(entries) do
    local id, bytes = entry[1], entry[2][2]
    if string.byte(bytes, 2) ~= KIND_EVENTS then
      removed = removed + redis.call('XDEL', events_key, id)
    end
    trimmed = tonumber(string.match(id, '^(%d+)-'))
  end
  if #entries < limit then
    trimmed = through
  end
  if trimmed == wanted then
    -- The minute in which the first entry came that is left is kept: the later ones follow from it.
    local since = redis.call('ZSCORE', times_key, string.format('%.0f', wanted + 1))
    if since then
      redis.call('ZREMRANGEBYSCORE', times_key, '-inf', '(' .. since)
    end
  end
  redis.call('HSET', head_key, 'trimmed', string.format('%.0f', trimmed))
  return { trimmed, removed }
end

register('trim', trim, WHEN_FULL)
