// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/StreamWriter.h"

#include "core/Log.h"
#include "core/Task.h"

#include <QtCore/QPointer>

namespace auth::http {

namespace {

Task<> writeAll(QPointer<Gate> gate, std::shared_ptr<QCoro::AsyncGenerator<QByteArray>> chunks)
{
    try {
        auto chunk = co_await chunks->begin();
        while (gate && gate->isStreaming() && chunk != chunks->end()) {
            gate->writeStream(*chunk);
            if (gate)
                co_await Gate::Room(gate.data());
            if (gate && gate->isStreaming())
                co_await ++chunk;
        }
        if (gate)
            gate->endStream();
    } catch (const std::exception &exception) {
        logError("http.stream_failed", { { "cause", QString::fromUtf8(exception.what()) } });
        if (gate)
            gate->abort();
    }
}

}

void streamBody(Gate *gate, std::shared_ptr<QCoro::AsyncGenerator<QByteArray>> chunks)
{
    spawn(writeAll(gate, std::move(chunks)), "http.stream");
}

}
