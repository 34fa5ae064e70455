-- Sends the requests of a file, separated by NUL, in their order and around again; with a rate, at moments that are evenly
-- spread. Prints what came as one line of JSON.
local ffi = require('ffi')
ffi.cdef('struct moment { long seconds, nanoseconds; }; int clock_gettime(int, struct moment *);')

local requests, gap, due = {}, nil, nil
-- wrk asks for one before it begins, and only looks at it: that is the last.
local at = -2

function init(args)
  local file = assert(io.open(args[1], 'rb'))
  for request in string.gmatch(file:read('*a'), '[^%z]+') do requests[#requests + 1] = request end
  file:close()
  if tonumber(args[2]) > 0 then
    gap = 1000 / tonumber(args[2])
    function delay() return untilDue() end
  end
end

function request()
  at = at + 1
  return requests[at % #requests + 1]
end

-- Milliseconds until the next moment; what is late by more than a tenth of a second is not made up for.
function untilDue()
  local now = milliseconds()
  due = math.max((due or now) + gap, now - 100)
  return math.max(0, math.floor(due - now + 0.5))
end

local moment = ffi.new('struct moment')
function milliseconds()
  ffi.C.clock_gettime(1, moment)
  return tonumber(moment.seconds) * 1000 + tonumber(moment.nanoseconds) / 1e6
end

function done(summary, latency)
  local errors = summary.errors
  if errors.connect + errors.read + errors.write + errors.timeout > 0 then
    error(string.format('%d requests had no answer', errors.connect + errors.read + errors.write + errors.timeout))
  end
  print(string.format('\n{"sent": %d, "refused": %d, "perSecond": %f, "p99": %f}',
    summary.requests, errors.status, summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000))
end
