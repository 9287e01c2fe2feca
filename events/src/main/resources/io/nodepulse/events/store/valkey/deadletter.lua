-- Sets an entry aside, once per stage: a copy goes to the dead-letter stream, its place to the index.

local function set_aside(keys, args)
  local letters_key, index_key = keys[1], keys[2]
  local field, stage, sequence, events, reason, entry, epoch = unpack(args)
  if redis.call('HEXISTS', index_key, field) == 1 then
    return 0
  end
  local id = redis.call('XADD', letters_key, '*', 'stage', stage, 'sequence', sequence, 'events', events,
    'reason', reason, 'entry', entry, 'epoch', epoch)
  redis.call('HSET', index_key, field, id)
  return 1
end

local function take_letter_back(keys, args)
  local letters_key, index_key = keys[1], keys[2]
  local id = redis.call('HGET', index_key, args[1])
  if not id then
    return 0
  end
  redis.call('XDEL', letters_key, id)
  redis.call('HDEL', index_key, args[1])
  return 1
end

register('set_aside', set_aside, WHEN_FULL)
register('take_back', take_letter_back, WHEN_FULL)
