-- Keeps lists of the largest processes of a server, all or none, so that a key that is there expires.
-- KEYS[1] the sorted set; ARGV[1] up to which time, in ms, nothing is kept; ARGV[2] how many are; ARGV[3] in how many ms
-- the key goes if nothing comes; then of each list its time in ms and its bytes.
for i = 4, #ARGV, 2 do
  redis.call('ZADD', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -ARGV[2] - 1)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
