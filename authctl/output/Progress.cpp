// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/Progress.h"

#include "core/Json.h"
#include "output/Sink.h"

#include <cstdio>

#include <unistd.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kQuietMs = 1000;
constexpr qint64 kBetweenMs = 200;

}

Progress::Progress(const Options &options, QString what)
    : m_what(std::move(what))
{
    if (options.progress == "json"_L1)
        m_kind = Kind::Json;
    else if (options.progress == "auto"_L1 && !options.quiet && !options.isJson() && isatty(STDERR_FILENO) != 0)
        m_kind = Kind::Line;
    m_since.start();
}

Progress::~Progress()
{
    if (m_shown)
        std::fputs("\r\033[K", stderr);
}

void Progress::update(qsizetype done, qsizetype total)
{
    if (m_kind == Kind::Json) {
        QJsonObject object { { u"what"_s, m_what }, { u"done"_s, static_cast<qint64>(done) } };
        if (total > 0)
            object.insert(u"total"_s, static_cast<qint64>(total));
        writeError(toJson(QJsonObject { { u"progress"_s, object } }));
        return;
    }
    if (m_kind == Kind::None || m_since.elapsed() < kQuietMs || (m_last.isValid() && m_last.elapsed() < kBetweenMs))
        return;
    m_last.start();
    m_shown = true;
    const QString text
        = total > 0 ? u"%1 of %2 %3"_s.arg(done).arg(total).arg(m_what) : u"%1 %2"_s.arg(done).arg(m_what);
    std::fputs(("\r\033[K" + text.toUtf8()).constData(), stderr);
    std::fflush(stderr);
}

}
