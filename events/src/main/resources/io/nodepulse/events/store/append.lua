-- The append of the event store: checks what must hold, then adds one stream entry. One call, one
-- atomic step. Keys and arguments are laid out by AppendRequest; the keys are drawn in
-- events/README.md. Numbers stay below 2^53, where Lua's doubles are exact.

local REJECTED, APPENDED, DUPLICATE, NO_KEYFRAME = 0, 1, 2, 3
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

local function reader(args)
  local at = 0
  local self = {}
  function self.text()
    at = at + 1
    return args[at]
  end
  function self.number()
    return tonumber(self.text())
  end
  function self.list(item)
    local items = {}
    for i = 1, self.number() do
      items[i] = item()
    end
    return items
  end
  return self
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

local function typed_after(marker, types, types_key)
  for _, type in ipairs(types) do
    local last = redis.call('HGET', types_key, type)
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

local function conflicts(head, marker, criterion, types_key, scraped_key)
  if criterion.of_samples then
    return scraped_after(marker, criterion.fields, scraped_key)
  elseif #criterion.tag_keys > 0 then
    return tagged_after(marker, criterion.types, criterion.tag_keys)
  elseif #criterion.types > 0 then
    return typed_after(marker, criterion.types, types_key)
  end
  return head > marker
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

local function append(keys, args)
  local events_key, head_key, types_key, scraped_key, times_key = keys[1], keys[2], keys[3], keys[4], keys[5]
  local arg = reader(args)
  local function key()
    return keys[arg.number()]
  end

  local entry, count, time = arg.text(), arg.number(), arg.number()
  local marker = arg.number()
  local criteria = arg.list(function()
    return {
      types = arg.list(arg.text),
      tag_keys = arg.list(key),
      of_samples = arg.number() == 1,
      fields = arg.list(arg.text),
    }
  end)
  local types = arg.list(function()
    return { type = arg.text(), offset = arg.number() }
  end)
  local tags = arg.list(function()
    return { key = key(), offset = arg.number(), type = arg.text() }
  end)
  local scrapes = arg.list(function()
    return {
      field = arg.text(),
      millis = arg.number(),
      day_millis = arg.number(),
      index_key = key(),
      keyframe = arg.number(),
    }
  end)

  local head_fields = redis.call('HMGET', head_key, 'sequence', 'time')
  local head = tonumber(head_fields[1] or '0')
  local latest = tonumber(head_fields[2] or '-1')

  for _, criterion in ipairs(criteria) do
    if conflicts(head, marker, criterion, types_key, scraped_key) then
      return { REJECTED, head }
    end
  end

  local scrape = scrapes[1]
  local last
  if scrape then
    local found = redis.call('HGET', scraped_key, scrape.field)
    if found then
      local millis, sequence = string.match(found, '^(%d+):(%d+)$')
      last = { millis = tonumber(millis), sequence = tonumber(sequence) }
      if scrape.millis <= last.millis then
        return { DUPLICATE, last.millis }
      end
    end
    if scrape.keyframe > 0 then
      local id = decimal(scrape.keyframe)
      if #redis.call('XRANGE', events_key, id .. '-0', id, 'COUNT', 1) == 0 then
        return { NO_KEYFRAME, scrape.keyframe }
      end
    end
  end

  local sequence = head + count
  redis.call('XADD', events_key, decimal(sequence) .. '-' .. decimal(count), 'e', entry)
  redis.call('HSET', head_key, 'sequence', decimal(sequence), 'time', decimal(math.max(latest, time)))
  if math.floor(time / MILLIS_PER_MINUTE) > math.floor(latest / MILLIS_PER_MINUTE) then
    redis.call('ZADD', times_key, decimal(time), decimal(head + 1))
  end
  for _, item in ipairs(types) do
    redis.call('HSET', types_key, item.type, decimal(head + item.offset))
  end
  for _, tag in ipairs(tags) do
    local position = decimal(head + tag.offset)
    redis.call('ZADD', tag.key, position, position .. ':' .. tag.type)
  end
  if scrape then
    redis.call('HSET', scraped_key, scrape.field, decimal(scrape.millis) .. ':' .. decimal(sequence))
    index_scrape(scrape.index_key, scrape, last, sequence)
  end
  return { APPENDED, sequence }
end

redis.register_function('nodepulse_append', append)
