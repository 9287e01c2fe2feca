-- Opens the library: the other files follow, in one chunk with this one.

-- Each version has functions of its own names, so that programs of two versions do not replace each
-- other's.
local function register(name, callback, flags)
  redis.register_function({
    function_name = 'nodepulse_' .. name .. '_' .. VERSION,
    callback = callback,
    flags = flags or {},
  })
end

-- What retention needs to give memory back, and what lets readers go on, also runs where there is none left.
local WHEN_FULL = { 'allow-oom' }

-- Tells whether the code that is loaded is the caller's.
redis.register_function({
  function_name = 'nodepulse_digest_' .. VERSION,
  callback = function() return DIGEST end,
  flags = { 'no-writes' },
})

local function decimal(number)
  return string.format('%.0f', number)
end

local function now_millis()
  local now = redis.call('TIME')
  return decimal(tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000))
end
