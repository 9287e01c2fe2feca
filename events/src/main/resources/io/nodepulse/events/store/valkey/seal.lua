-- The seals of before there were checkpoints: none is added any more.

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

register('drop_seals', drop_seals, WHEN_FULL)
