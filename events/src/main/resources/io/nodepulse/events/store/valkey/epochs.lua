-- The epochs of a shard, and what was lost with one.

-- Stands for the epoch of all that was appended before there were epochs.
local ORIGIN = '\0\0\0\0\0\0\0\0'

-- Where each epoch of the shard ended but the present one: its last number, and the first of the epoch
-- that came next. By epoch; see begin_epoch for the format.
local function read_endings(epochs_key)
  local found = redis.call('HGETALL', epochs_key)
  local starts = {}
  for i = 1, #found, 2 do
    local epoch, after = string.sub(found[i + 1], 1, 8), string.match(found[i + 1], '^(%d+):', 9)
    starts[#starts + 1] = { first = tonumber(found[i]), epoch = epoch, after = tonumber(after) }
  end
  table.sort(starts, function(a, b) return a.first < b.first end)
  local endings, epoch = {}, ORIGIN
  for _, start in ipairs(starts) do
    endings[epoch] = { after = start.after, next_first = start.first }
    epoch = start.epoch
  end
  return endings
end

-- An epoch that the shard knows nothing of was lost whole: with it ended what was there at the last
-- ending below its numbers.
local function last_ending_before(endings, number)
  local last = nil
  for _, ending in pairs(endings) do
    if ending.after < number and (not last or ending.after > last.after) then
      last = ending
    end
  end
  return last
end

-- Numbers after an ending and up to that one stood for events that are lost. Those below the epoch that
-- came next stand for nothing, which says it; the others were given out again.
local function name_lost(head_key, ending, through)
  if through < ending.next_first then
    return 0
  end
  local field = 'lost:' .. decimal(ending.next_first)
  local before = redis.call('HGET', head_key, field)
  if before and tonumber(string.match(before, '^%d+')) >= through then
    return 0
  end
  redis.call('HSET', head_key, field, decimal(through) .. ':' .. now_millis())
  return 1
end
