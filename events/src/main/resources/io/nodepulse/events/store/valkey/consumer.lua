-- What readers of the events report of themselves. Numbers only grow.

local function report(key, field, sequence)
  local before = redis.call('HGET', key, field)
  if before and tonumber(before) >= tonumber(sequence) then
    return 0
  end
  redis.call('HSET', key, field, sequence)
  return 1
end

-- A consumer needs nothing up to that sequence any more.
local function passed(keys, args)
  return report(keys[1], args[1], args[2])
end

-- Numbers up to that sequence were given out, whatever the head says: none of them is given out again.
local function given(keys, args)
  return report(keys[1], 'given', args[1])
end

-- A reader has read numbers after the first one and up to the second which are others now.
local function lost(keys, args)
  local parted, through = tonumber(args[1]), tonumber(args[2])
  for _, ending in pairs(read_endings(keys[2])) do
    if ending.after == parted then
      return name_lost(keys[1], ending, through)
    end
  end
  return 0
end

register('passed', passed, WHEN_FULL)
register('given', given, WHEN_FULL)
register('lost', lost, WHEN_FULL)
