-- Opens the library: the other files follow, in one chunk with this one.

-- Each version has functions of its own names, so that programs of two versions do not replace each
-- other's.
local function register(name, callback)
  redis.register_function('nodepulse_' .. name .. '_' .. VERSION, callback)
end

-- Tells whether the code that is loaded is the caller's.
redis.register_function({
  function_name = 'nodepulse_digest_' .. VERSION,
  callback = function() return DIGEST end,
  flags = { 'no-writes' },
})
