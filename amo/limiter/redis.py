"""The limiter of several machines: the log is in Redis, and so is the clock."""

from typing import Any

from redis import Redis, RedisError

from amo.limiter.log import (
    FAR_AHEAD,
    LONGEST_PAUSE,
    Granted,
    LimiterUnavailable,
    Rate,
    Refused,
    Verdict,
)

KEPT_SECONDS = 1000  # longer than the longest pause

# The same arithmetic as `Log`, run by Redis in one step with the server's own clock.
_BEGIN = """
local t = redis.call('TIME')
local now = tonumber(t[1]) + tonumber(t[2]) / 1000000
local far, longest, kept = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local resume = tonumber(redis.call('HGET', KEYS[1], 'resume') or '0')
local blocked = tonumber(redis.call('HGET', KEYS[1], 'blocked') or '0')
"""
_TAKE = (
    _BEGIN
    + """
local field = ARGV[4]
local max_wait, slots, window = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local taken = {}
local strange = resume > now + longest or blocked > now + longest
for said in string.gmatch(redis.call('HGET', KEYS[1], field) or '', '[^ ]+') do
  local at = tonumber(said)
  strange = strange or at > now + far
  taken[#taken + 1] = at
end
if strange then taken, resume, blocked = {}, 0, 0 end
if blocked > now then return {'blocked', string.format('%.6f', blocked - now)} end
local at = math.max(now, resume)
if #taken >= slots then at = math.max(at, taken[#taken - slots + 1] + window) end
if at - now > max_wait then return {'refused', string.format('%.6f', at - now)} end
taken[#taken + 1] = at
local kept_times = {}
for i = math.max(1, #taken - slots + 1), #taken do
  kept_times[#kept_times + 1] = string.format('%.6f', taken[i])
end
redis.call('HSET', KEYS[1], field, table.concat(kept_times, ' '),
           'resume', string.format('%.6f', resume), 'blocked', string.format('%.6f', blocked))
redis.call('EXPIRE', KEYS[1], kept)
return {'granted', string.format('%.6f', at - now)}
"""
)
_PAUSE = (
    _BEGIN
    + """
local field, current = ARGV[5], resume
if field == 'blocked' then current = blocked end
local until_ = math.max(current, now + math.min(tonumber(ARGV[4]), longest))
redis.call('HSET', KEYS[1], field, string.format('%.6f', until_))
redis.call('EXPIRE', KEYS[1], kept)
return 1
"""
)


class RedisLimiter:
    """Shares the budget between machines.

    Args:
        redis: a client whose own timeouts are short, half a second or so.
        rate: the limit.
        prefix: what its keys begin with.
    """

    def __init__(self, redis: Redis, rate: Rate | None = None, prefix: str = "amo:rate:") -> None:
        self._rate = rate or Rate()
        self._prefix = prefix
        self._take: Any = redis.register_script(_TAKE)
        self._pause: Any = redis.register_script(_PAUSE)

    def reserve(self, key: str, max_wait: float) -> Verdict:
        """Reserves the next slot unless it is further away than `max_wait` seconds.

        Raises:
            LimiterUnavailable: Redis gives no answer.
        """
        return self._taken(key, "granted", max_wait, self._rate.window)

    def start(self, key: str) -> Verdict:
        """Whether a caller whose slot has come may call now.

        Raises:
            LimiterUnavailable: Redis gives no answer.
        """
        return self._taken(key, "started", 0.0, self._rate.start_window)

    def push(self, key: str, seconds: float) -> None:
        """Makes everybody wait.

        Raises:
            LimiterUnavailable: Redis gives no answer.
        """
        self._run(self._pause, key, seconds, "resume")

    def block(self, key: str, seconds: float) -> None:
        """Makes everybody stop.

        Raises:
            LimiterUnavailable: Redis gives no answer.
        """
        self._run(self._pause, key, seconds, "blocked")

    def _taken(self, key: str, field: str, max_wait: float, window: float) -> Verdict:
        word, wait = self._run(self._take, key, field, max_wait, self._rate.slots, window)
        seconds = float(wait)
        if word in (b"granted", "granted"):
            return Granted(seconds)
        return Refused(seconds, blocked=word in (b"blocked", "blocked"))

    def _run(self, script: Any, key: str, *args: object) -> Any:
        common = (FAR_AHEAD, LONGEST_PAUSE, KEPT_SECONDS)
        try:
            return script(keys=[self._prefix + key], args=[*common, *args])
        except RedisError:
            raise LimiterUnavailable from None
