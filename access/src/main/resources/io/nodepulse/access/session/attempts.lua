-- Counts an attempt as failed under each of KEYS, unless it is one too many. Answers how many
-- milliseconds to wait, 0 if it may be made.
--
-- KEYS[1]              one target from one place, which may fail ARGV[2] times in ARGV[1] ms
-- KEYS[i], i > 1       what many share: from ARGV[2i - 1] failures on each place has one attempt
--                      only, from ARGV[2i] on those that nobody knows have none
local window = tonumber(ARGV[1])
local own = tonumber(ARGV[2])

local function count(key)
  return tonumber(redis.call('GET', key) or '0')
end

local function wait(key)
  return math.max(1, redis.call('PTTL', key))
end

for i = 2, #KEYS do
  local failures = count(KEYS[i])
  if failures >= tonumber(ARGV[2 * i]) then
    return wait(KEYS[i])
  end
  if failures >= tonumber(ARGV[2 * i - 1]) then
    own = 1
  end
end
if count(KEYS[1]) >= own then
  return wait(KEYS[1])
end
for _, key in ipairs(KEYS) do
  if redis.call('INCR', key) == 1 then
    redis.call('PEXPIRE', key, window)
  end
end
return 0
