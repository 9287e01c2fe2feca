-- Reads of one shard as of one moment. A transaction would not do: Valkey refuses what is queued in one
-- when its memory is full, and a client that sends its beginning twice loses all of it.

-- Each read is its command, the place of its key among the keys, how many arguments follow, and those.
-- Answers in the same order.
local function read(keys, args)
  local answers = {}
  local at = 1
  while at <= #args do
    local command, key, count = args[at], keys[tonumber(args[at + 1])], tonumber(args[at + 2])
    answers[#answers + 1] = redis.call(command, key, unpack(args, at + 3, at + 2 + count))
    at = at + 3 + count
  end
  return answers
end

register('read', read, { 'no-writes' })
