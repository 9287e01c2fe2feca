-- Adds a seal, if it follows the last one: two sealers cannot fork a chain.

local function seal(keys, args)
  local seals_key, head_key = keys[1], keys[2]
  local chain_field, from, last, entries, previous, hash, digests = args[1], args[2], args[3], args[4], args[5], args[6], args[7]
  local sealed = redis.call('HGET', head_key, chain_field) or '0'
  if sealed ~= from then
    return 0
  end
  if entries ~= '0' then
    redis.call('XADD', seals_key, last .. '-' .. entries, 'from', from, 'previous', previous, 'hash', hash, 'entries', digests)
  end
  redis.call('HSET', head_key, chain_field, last)
  return 1
end

redis.register_function('nodepulse_seal', seal)

-- Removes the seals whose whole range is gone; the hash of the last of them is what the next follows.
local function drop_seals(keys, args)
  local seals_key, head_key = keys[1], keys[2]
  local anchor_field, through = args[1], args[2]
  local gone = redis.call('XREVRANGE', seals_key, through, '-', 'COUNT', 1)
  if #gone == 0 then
    return 0
  end
  local fields = gone[1][2]
  for i = 1, #fields, 2 do
    if fields[i] == 'hash' then
      redis.call('HSET', head_key, anchor_field, fields[i + 1])
    end
  end
  return redis.call('XTRIM', seals_key, 'MINID', string.format('%.0f', tonumber(through) + 1))
end

redis.register_function('nodepulse_drop_seals', drop_seals)
