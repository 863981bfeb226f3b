-- SPDX-License-Identifier: GPL-3.0-or-later
-- What wrk sends, after `--`: the mode, a file of one request body a line, and the number of threads.
--   get [TOKEN]      the URL as it stands, with a bearer token
--   cycle FILE       the bodies in turn
--   once FILE        each body once; more requests than bodies are an error
--   collect FILE     the first body again and again; access tokens of the answers go to FILE.tokens.N
--   visit COOKIES    the URL as it stands, as a browser with these cookies
--   submit FILE      forms, each once: a line is target, cookies, origin and body, with tabs between them
-- These two lead back to the client with a code each time; an answer that leads elsewhere is an error.
--   chain FILE       bodies end with a refresh token; each answer's token takes the place of the one that was sent
-- The last line of the output is a JSON object.

local started = 0
local all = {}

function setup(thread)
    thread:set("number", started)
    started = started + 1
    table.insert(all, thread)
end

local bodies, position, prefix, sink = {}, 0, "", nil
exhausted = 0
astray = 0

local function post(body)
    return wrk.format("POST", nil, { ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end

local function submit(line)
    local target, cookies, origin, body = string.match(line, "^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)$")
    return wrk.format("POST", target, { ["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = cookies, ["Origin"] = origin }, body)
end

-- What is refused answers 303 as well.
local function follow(status, headers)
    if not string.find(headers["Location"] or "", "[?&]code=") then
        astray = astray + 1
    end
end

function init(arguments)
    local mode, file = arguments[1], arguments[2]
    if mode == "get" then
        if file then
            wrk.headers["Authorization"] = "Bearer " .. file
        end
        return
    end
    if mode == "visit" then
        wrk.headers["Cookie"] = file
        response = follow
        return
    end
    -- Prepared here: what is left in request() is the generator's own cost.
    local line, threads = 0, tonumber(arguments[3])
    for body in io.lines(file) do
        if mode == "collect" or mode == "cycle" or line % threads == number then
            table.insert(bodies, mode == "chain" and body or mode == "submit" and submit(body) or post(body))
        end
        line = line + 1
    end
    if mode == "cycle" then
        position = math.floor(#bodies * number / threads)
        request = function()
            position = position % #bodies + 1
            return bodies[position]
        end
    elseif mode == "once" or mode == "submit" then
        request = function()
            position = position + 1
            if position > #bodies then
                exhausted = 1
                position = 1
            end
            return bodies[position]
        end
        if mode == "submit" then
            response = follow
        end
    elseif mode == "collect" then
        sink = io.open(file .. ".tokens." .. number, "w")
        request = function()
            return bodies[1]
        end
        response = function(status, headers, body)
            sink:write(string.match(body, '"access_token":"([^"]+)"'), "\n")
        end
    elseif mode == "chain" then
        prefix = string.match(bodies[1], "^(.*refresh_token=)[^=]*$")
        -- In arrival order: what was used longest ago is next, so that a token is never in flight twice.
        local first, last = 1, #bodies
        request = function()
            local body = bodies[first]
            bodies[first] = nil
            first = first + 1
            return post(body)
        end
        response = function(status, headers, body)
            last = last + 1
            bodies[last] = prefix .. string.match(body, '"refresh_token":"([^"]+)"')
        end
    end
end

function done(summary, latency, requests)
    local used_up, gone_astray = 0, 0
    for _, thread in ipairs(all) do
        used_up = used_up + thread:get("exhausted")
        gone_astray = gone_astray + thread:get("astray")
    end
    local errors = summary.errors
    print(string.format('{"requests":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f,"refused":%d,"socket_errors":%d,"exhausted":%d,"astray":%d}',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        errors.status, errors.connect + errors.read + errors.write + errors.timeout, used_up, gone_astray))
end
