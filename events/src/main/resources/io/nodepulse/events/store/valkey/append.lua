-- The appends of the event store, several in one call: each checks what must hold, then adds one
-- stream entry, all of it or nothing. Keys and arguments are laid out by AppendRequests; the keys are
-- drawn in events/README.md. Numbers stay below 2^53, where Lua's doubles are exact.

local REJECTED, APPENDED, DUPLICATE, NO_KEYFRAME, FAILED = 0, 1, 2, 3, 4
local SHARD_KEYS = 7
local ERASURE = 'nodepulse.HistoryErased'
local MILLIS_PER_MINUTE = 60000

-- What this process of Valkey has written last to each shard, by the key of the shard's head: epoch and
-- sequence, and where earlier epochs ended. It is gone after a restart, and a replica that takes over has
-- never had it, nor has a node that a slot has moved to. So where the head is not what stands here,
-- somebody else wrote to the shard, or an older copy of it was brought back: a new epoch begins. Within
-- one epoch the history has therefore one writer, and no number of it ever stands for two events.
local written = {}

-- LEB128, as in the wire format
local function varint(number)
  local bytes = {}
  while number >= 128 do
    bytes[#bytes + 1] = string.char(number % 128 + 128)
    number = math.floor(number / 128)
  end
  bytes[#bytes + 1] = string.char(number)
  return table.concat(bytes)
end

local function contains(items, wanted)
  for _, item in ipairs(items) do
    if item == wanted then
      return true
    end
  end
  return false
end

-- Is there an event after the marker that has one of the types (or any, if none are named) and all of
-- the tags? A tag's sorted set has a member <sequence>:<type> for each event that carries it.
local function tagged_after(marker, types, tag_keys)
  local members = redis.call('ZRANGE', tag_keys[1], '(' .. decimal(marker), '+inf', 'BYSCORE')
  for _, member in ipairs(members) do
    local matches = #types == 0 or contains(types, string.match(member, '^%d+:(.*)$'))
    for i = 2, #tag_keys do
      matches = matches and redis.call('ZSCORE', tag_keys[i], member)
    end
    if matches then
      return true
    end
  end
  return false
end

local function typed_after(shard, marker, types)
  for _, type in ipairs(types) do
    local last = shard.last_of_type[type] or redis.call('HGET', shard.types_key, type)
    if last and tonumber(last) > marker then
      return true
    end
  end
  return false
end

local function scraped_after(marker, fields, scraped_key)
  for _, field in ipairs(fields) do
    local last = redis.call('HGET', scraped_key, field)
    if last and tonumber(string.match(last, ':(%d+)$')) > marker then
      return true
    end
  end
  return false
end

local function conflicts(shard, marker, criterion)
  if criterion.of_samples then
    return scraped_after(marker, criterion.fields, shard.scraped_key)
  elseif #criterion.tag_keys > 0 then
    return tagged_after(marker, criterion.types, criterion.tag_keys)
  elseif #criterion.types > 0 then
    return typed_after(shard, marker, criterion.types)
  end
  return shard.head > marker
end

local function unpack_keys(positions, keys, before)
  local named = {}
  for i, position in ipairs(positions) do
    named[i] = keys[before + position]
  end
  return named
end

-- The appends of a call: two arguments each after the first, the head and the entry. A head names keys
-- by their position among those of its append.
local function read_appends(keys, args)
  local before = SHARD_KEYS
  local appends = {}
  for at = 2, #args, 2 do
    local count, time, marker, marker_epoch, criteria, types, tags, scrape, own_keys = unpack(cmsgpack.unpack(args[at]))
    for _, criterion in ipairs(criteria) do
      criterion.types, criterion.tag_keys = criterion[1], unpack_keys(criterion[2], keys, before)
      criterion.of_samples, criterion.fields = criterion[3] == 1, criterion[4]
    end
    for _, tag in ipairs(tags) do
      tag.key = keys[before + tag[1]]
    end
    if scrape[1] then
      scrape.field, scrape.millis, scrape.day_millis, scrape.keyframe = scrape[1], scrape[2], scrape[3], scrape[5]
      scrape.index_key, scrape.keyframe_epoch = keys[before + scrape[4]], scrape[6]
    end
    appends[#appends + 1] = {
      entry = args[at + 1],
      count = count,
      time = time,
      marker = marker,
      marker_epoch = marker_epoch,
      criteria = criteria,
      types = types,
      tags = tags,
      scrape = scrape[1] and scrape,
    }
    before = before + own_keys
  end
  return appends
end

local function last_scrape(shard, scrape)
  local found = redis.call('HGET', shard.scraped_key, scrape.field)
  if found then
    local millis, sequence = string.match(found, '^(%d+):(%d+)$')
    return { millis = tonumber(millis), sequence = tonumber(sequence) }
  end
end

-- Asked once a call; an erasure of the call itself is in last_of_type.
local function last_erasure(shard)
  if not shard.last_erasure then
    shard.last_erasure = tonumber(redis.call('HGET', shard.types_key, ERASURE) or '0')
  end
  return shard.last_of_type[ERASURE] or shard.last_erasure
end

-- Trimming leaves no scrape up to where it came, and takes none after that. A keyframe of another epoch
-- may be another scrape than the writer knows. What an erasure takes is a keyframe of nothing that comes
-- after it; which servers it concerns is not looked at, as it is rare and a keyframe costs little.
local function is_stored(shard, scrape)
  return scrape.keyframe_epoch == shard.epoch and not shard.next_epoch
    and scrape.keyframe > shard.trimmed and scrape.keyframe <= shard.head
    and scrape.keyframe > last_erasure(shard)
end

-- A marker is worth nothing beyond where the history that it was read from parted from this one.
local function is_of_this_history(shard, append)
  if append.marker_epoch == '' then
    return true
  end
  if append.marker_epoch == shard.epoch then
    return append.marker <= shard.head
  end
  local ending = shard.endings[append.marker_epoch]
  return ending ~= nil and append.marker <= ending.after
end

-- The writes of an append come before its entry, which makes it count: each is taken back if a later one
-- fails.
local function take_back(done)
  for i = #done, 1, -1 do
    pcall(redis.call, unpack(done[i]))
  end
end

local function begin_epoch(shard, done)
  local first = decimal(shard.base + 1)
  redis.call('HSET', shard.epochs_key, first, shard.next_epoch .. decimal(shard.head) .. ':' .. now_millis())
  done[#done + 1] = { 'HDEL', shard.epochs_key, first }
end

local function index_tags(shard, append, first, done)
  for _, tag in ipairs(append.tags) do
    local _, offset, type = unpack(tag)
    local position = decimal(first - 1 + offset)
    local member = position .. ':' .. type
    -- Counts of before they were kept are taken from the index once.
    if redis.call('HSETNX', shard.tagged_key, tag.key, redis.call('ZCARD', tag.key)) == 1 then
      done[#done + 1] = { 'HDEL', shard.tagged_key, tag.key }
    end
    redis.call('ZADD', tag.key, position, member)
    done[#done + 1] = { 'ZREM', tag.key, member }
    redis.call('HINCRBY', shard.tagged_key, tag.key, 1)
    done[#done + 1] = { 'HINCRBY', shard.tagged_key, tag.key, -1 }
  end
end

-- The index of a server's scrapes of a day: two varints an entry, the steps in sequence and in
-- milliseconds from the entry before it, or from 0 for the first of the day.
local function index_scrape(shard, scrape, last, sequence, done)
  local before = last and decimal(last.millis) .. ':' .. decimal(last.sequence)
  redis.call('HSET', shard.scraped_key, scrape.field, decimal(scrape.millis) .. ':' .. decimal(sequence))
  done[#done + 1] = before and { 'HSET', shard.scraped_key, scrape.field, before }
    or { 'HDEL', shard.scraped_key, scrape.field }
  local from_sequence, from_millis = 0, 0
  if last and math.floor(last.millis / scrape.day_millis) == math.floor(scrape.millis / scrape.day_millis) then
    from_sequence, from_millis = last.sequence, last.millis
  end
  local steps = varint(sequence - from_sequence) .. varint(scrape.millis - from_millis)
  local length = redis.call('APPEND', scrape.index_key, steps)
  shard.undo_steps = { key = scrape.index_key, length = length - #steps }
end

-- A string cannot be shortened by one command.
local function take_back_steps(shard)
  local steps = shard.undo_steps
  if steps and steps.length == 0 then
    redis.call('DEL', steps.key)
  elseif steps then
    redis.call('SET', steps.key, redis.call('GETRANGE', steps.key, 0, steps.length - 1))
  end
end

local function index_time(shard, append, first, done)
  if math.floor(append.time / MILLIS_PER_MINUTE) > math.floor(shard.time / MILLIS_PER_MINUTE) then
    redis.call('ZADD', shard.times_key, decimal(append.time), decimal(first))
    done[#done + 1] = { 'ZREM', shard.times_key, decimal(first) }
  end
end

local function write(shard, append, last, done)
  local first, sequence = shard.base + 1, shard.base + append.count
  if shard.next_epoch then
    begin_epoch(shard, done)
  end
  index_tags(shard, append, first, done)
  index_time(shard, append, first, done)
  if append.scrape then
    index_scrape(shard, append.scrape, last, sequence, done)
  end
  redis.call('XADD', shard.events_key, decimal(sequence) .. '-' .. decimal(append.count),
    'e', append.entry, 'p', shard.next_epoch or shard.epoch)
  return first, sequence
end

-- The entry is there: what follows is in memory, and is written once for the whole call.
local function advance(shard, append, first, sequence)
  if shard.next_epoch then
    shard.endings[shard.epoch] = { after = shard.head, next_first = first }
    shard.epoch, shard.next_epoch = shard.next_epoch, nil
  end
  for _, item in ipairs(append.types) do
    local type, offset = unpack(item)
    shard.last_of_type[type] = first - 1 + offset
  end
  shard.head, shard.base, shard.added = sequence, sequence, true
  shard.time = math.max(shard.time, append.time)
end

local function refusal(shard, append)
  if not is_of_this_history(shard, append) then
    return REJECTED, shard.head
  end
  for _, criterion in ipairs(append.criteria) do
    if conflicts(shard, append.marker, criterion) then
      return REJECTED, shard.head
    end
  end
  local scrape, last = append.scrape, nil
  if scrape then
    last = last_scrape(shard, scrape)
    if last and scrape.millis <= last.millis then
      return DUPLICATE, last.millis
    elseif scrape.keyframe > 0 and not is_stored(shard, scrape) then
      return NO_KEYFRAME, scrape.keyframe
    end
  end
  return nil, last
end

local function append_one(shard, append)
  local outcome, found = refusal(shard, append)
  if outcome then
    return outcome, found
  end
  local done = {}
  shard.undo_steps = nil
  local written_well, first, sequence = pcall(write, shard, append, found, done)
  if not written_well then
    take_back_steps(shard)
    take_back(done)
    error(first, 0)
  end
  advance(shard, append, first, sequence)
  return APPENDED, shard.head
end

-- What the caller knows to be given out is lost where the history that it was given out in ended before.
-- It is named even if others have these numbers by now.
local function name_what_the_caller_lost(shard, given, continued)
  if not given.epoch or given.epoch == shard.epoch then
    return
  end
  local ending = shard.endings[given.epoch]
  if not ending and continued then
    ending = last_ending_before(shard.endings, given.upto)
  end
  if ending then
    name_lost(shard.head_key, ending, given.upto)
  end
end

-- given: numbers up to this one, which is of that epoch, were given out as far as the caller knows
local function open_shard(keys, candidate, given)
  local head = redis.call('HMGET', keys[2], 'sequence', 'time', 'trimmed', 'epoch', 'given')
  local shard = {
    events_key = keys[1],
    head_key = keys[2],
    types_key = keys[3],
    scraped_key = keys[4],
    times_key = keys[5],
    epochs_key = keys[6],
    tagged_key = keys[7],
    head = tonumber(head[1] or '0'),
    time = tonumber(head[2] or '-1'),
    trimmed = tonumber(head[3] or '0'),
    epoch = head[4] or ORIGIN,
    last_of_type = {}, -- of this call
    added = false,
  }
  -- It is written after the entries, when a failure could not be taken back: it fails here instead.
  redis.call('HLEN', shard.types_key)
  local last = written[shard.head_key]
  local continued = last and last.epoch == shard.epoch and last.sequence == shard.head
  shard.endings = continued and last.endings or read_endings(shard.epochs_key)
  shard.base = math.max(shard.head, given.upto, tonumber(head[5] or '0'))
  if not continued or shard.base > shard.head then
    shard.next_epoch = candidate
  end
  name_what_the_caller_lost(shard, given, continued)
  return shard
end

local function close_shard(shard)
  redis.call('HSET', shard.head_key, 'sequence', decimal(shard.head), 'time', decimal(shard.time), 'epoch', shard.epoch)
  written[shard.head_key] = { epoch = shard.epoch, sequence = shard.head, endings = shard.endings }
  for type, sequence in pairs(shard.last_of_type) do
    redis.call('HSET', shard.types_key, type, decimal(sequence))
  end
end

-- The first argument is of the call: [ epoch if one begins, number known to be given out, 1 to write in
-- any case, epoch of that number ]. Who waits for replicas waits for the last write of its connection; a duplicate must be on
-- them too.
--
-- Answers the epoch, two numbers an append, the outcome and what belongs to it, and the shard's head: a
-- duplicate acknowledges what is there, too. One that fails leaves the others as they are.
local function append(keys, args)
  local candidate, given, must_write, given_epoch = unpack(cmsgpack.unpack(args[1]))
  local shard = open_shard(keys, candidate, { upto = given, epoch = given_epoch })
  local replies = {}
  for _, item in ipairs(read_appends(keys, args)) do
    local done, outcome, value = pcall(append_one, shard, item)
    if not done then
      redis.log(redis.LOG_WARNING, 'an append to ' .. shard.events_key .. ' failed: ' .. tostring(outcome))
      outcome, value = FAILED, 0
    end
    replies[#replies + 1] = outcome
    replies[#replies + 1] = value
  end
  if shard.added then
    close_shard(shard)
  elseif must_write == 1 then
    redis.call('HINCRBY', shard.head_key, 'asked', 1)
  end
  table.insert(replies, 1, shard.epoch)
  replies[#replies + 1] = shard.head
  return replies
end

register('append', append)
