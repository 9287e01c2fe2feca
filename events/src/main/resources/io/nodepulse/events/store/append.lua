-- The appends of the event store, several in one call: each checks what must hold, then adds one
-- stream entry, all of it or nothing. Keys and arguments are laid out by AppendRequests; the keys are
-- drawn in events/README.md. Numbers stay below 2^53, where Lua's doubles are exact.

local REJECTED, APPENDED, DUPLICATE, NO_KEYFRAME, FAILED = 0, 1, 2, 3, 4
local SHARD_KEYS = 5
local MILLIS_PER_MINUTE = 60000

local function decimal(number)
  return string.format('%.0f', number)
end

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

-- Adds the entry to the index of its server's scrapes of that day: two varints an entry, the steps in
-- sequence and in milliseconds from the entry before it, or from 0 for the first of the day.
local function index_scrape(index_key, scrape, last, sequence)
  local from_sequence, from_millis = 0, 0
  if last and math.floor(last.millis / scrape.day_millis) == math.floor(scrape.millis / scrape.day_millis) then
    from_sequence, from_millis = last.sequence, last.millis
  end
  redis.call('APPEND', index_key, varint(sequence - from_sequence) .. varint(scrape.millis - from_millis))
end

local function unpack_keys(positions, keys, before)
  local named = {}
  for i, position in ipairs(positions) do
    named[i] = keys[before + position]
  end
  return named
end

-- The appends of a call: two arguments each, the head and the entry. A head names keys by their
-- position among those of its append.
local function read_appends(keys, args)
  local before = SHARD_KEYS
  local appends = {}
  for at = 1, #args, 2 do
    local count, time, marker, criteria, types, tags, scrape, own_keys = unpack(cmsgpack.unpack(args[at]))
    for _, criterion in ipairs(criteria) do
      criterion.types, criterion.tag_keys = criterion[1], unpack_keys(criterion[2], keys, before)
      criterion.of_samples, criterion.fields = criterion[3] == 1, criterion[4]
    end
    for _, tag in ipairs(tags) do
      tag.key = keys[before + tag[1]]
    end
    if scrape[1] then
      scrape.field, scrape.millis, scrape.day_millis, scrape.keyframe = scrape[1], scrape[2], scrape[3], scrape[5]
      scrape.index_key = keys[before + scrape[4]]
    end
    appends[#appends + 1] = {
      entry = args[at + 1],
      count = count,
      time = time,
      marker = marker,
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

-- Trimming leaves no scrape up to where it came, and takes none after that.
local function is_stored(shard, keyframe)
  return keyframe > shard.trimmed and keyframe <= shard.head
end

local function add_entry(shard, append)
  local first = shard.head + 1
  local sequence = shard.head + append.count
  redis.call('XADD', shard.events_key, decimal(sequence) .. '-' .. decimal(append.count), 'e', append.entry)
  shard.head = sequence
  if math.floor(append.time / MILLIS_PER_MINUTE) > math.floor(shard.time / MILLIS_PER_MINUTE) then
    redis.call('ZADD', shard.times_key, decimal(append.time), decimal(first))
  end
  shard.time = math.max(shard.time, append.time)
  return first
end

local function index_events(shard, append, first)
  for _, item in ipairs(append.types) do
    local type, offset = unpack(item)
    shard.last_of_type[type] = first - 1 + offset
  end
  for _, tag in ipairs(append.tags) do
    local _, offset, type = unpack(tag)
    local position = decimal(first - 1 + offset)
    redis.call('ZADD', tag.key, position, position .. ':' .. type)
  end
end

local function append_one(shard, append)
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
    elseif scrape.keyframe > 0 and not is_stored(shard, scrape.keyframe) then
      return NO_KEYFRAME, scrape.keyframe
    end
  end
  local first = add_entry(shard, append)
  index_events(shard, append, first)
  if scrape then
    redis.call('HSET', shard.scraped_key, scrape.field, decimal(scrape.millis) .. ':' .. decimal(shard.head))
    index_scrape(scrape.index_key, scrape, last, shard.head)
  end
  return APPENDED, shard.head
end

local function open_shard(keys)
  local head = redis.call('HMGET', keys[2], 'sequence', 'time', 'trimmed')
  return {
    events_key = keys[1],
    head_key = keys[2],
    types_key = keys[3],
    scraped_key = keys[4],
    times_key = keys[5],
    head = tonumber(head[1] or '0'),
    time = tonumber(head[2] or '-1'),
    trimmed = tonumber(head[3] or '0'),
    last_of_type = {}, -- of this call
  }
end

local function close_shard(shard)
  redis.call('HSET', shard.head_key, 'sequence', decimal(shard.head), 'time', decimal(shard.time))
  for type, sequence in pairs(shard.last_of_type) do
    redis.call('HSET', shard.types_key, type, decimal(sequence))
  end
end

-- Answers two numbers an append: the outcome and what belongs to it. One that fails leaves the
-- others as they are.
local function append(keys, args)
  local shard = open_shard(keys)
  local head_before = shard.head
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
  if shard.head > head_before then
    close_shard(shard)
  end
  return replies
end

redis.register_function('nodepulse_append', append)
