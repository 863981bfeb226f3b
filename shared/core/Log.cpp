// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Log.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>

#include <atomic>
#include <unistd.h>

namespace auth {

namespace {

std::atomic<LogLevel> g_minimum { LogLevel::Info };
std::atomic<LogFormat> g_format { LogFormat::Json };

const char *levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return "debug";
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warning";
    case LogLevel::Error:
        return "error";
    }
    return "error";
}

/// A JSON string literal. QJsonDocument escapes the C0 controls; C1 and bidirectional controls are escaped here, since
/// a terminal or a viewer would act on them.
QByteArray quoted(const QString &text)
{
    QString plain;
    plain.reserve(text.size() + 2);
    plain += u'"';
    for (const QChar character : text) {
        const char16_t unit = character.unicode();
        const bool bidirectional = unit == 0x061c || (unit >= 0x200e && unit <= 0x200f) || (unit >= 0x2028 && unit <= 0x202e)
            || (unit >= 0x2066 && unit <= 0x2069);
        if (unit == u'"' || unit == u'\\') {
            plain += u'\\';
            plain += character;
        } else if (unit < 0x20 || (unit >= 0x7f && unit <= 0x9f) || bidirectional || character.isSurrogate()) {
            plain += QStringLiteral("\\u%1").arg(unit, 4, 16, QLatin1Char('0'));
        } else {
            plain += character;
        }
    }
    plain += u'"';
    return plain.toUtf8();
}

QByteArray literal(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return value.toBool() ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
        return value.toByteArray();
    case QMetaType::QByteArray:
        return quoted(QString::fromUtf8(value.toByteArray()));
    default:
        return quoted(value.toString());
    }
}

void handleQtMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    const LogLevel level = type == QtDebugMsg ? LogLevel::Debug
        : type == QtInfoMsg                   ? LogLevel::Info
        : type == QtWarningMsg                ? LogLevel::Warning
                                              : LogLevel::Error;
    log(level, "qt", { { "message", message } });
}

}

void configureLog(LogLevel minimum, LogFormat format)
{
    g_minimum = minimum;
    g_format = format;
}

void log(LogLevel level, const char *event, LogFields fields)
{
    if (level < g_minimum.load(std::memory_order_relaxed))
        return;
    const QByteArray time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    QByteArray line;
    line.reserve(256);
    if (g_format.load(std::memory_order_relaxed) == LogFormat::Json) {
        line += "{\"time\":\"" + time + "\",\"level\":\"" + levelName(level) + "\",\"event\":\"" + event + '"';
        for (const auto &[name, value] : fields)
            line += ",\"" + QByteArray(name) + "\":" + literal(value);
        line += "}\n";
    } else {
        line += time + ' ' + levelName(level) + ' ' + event;
        for (const auto &[name, value] : fields)
            line += ' ' + QByteArray(name) + '=' + literal(value);
        line += '\n';
    }
    // One write per record: lines of several threads and processes do not mix. A full disk must not stop the service.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.constData(), static_cast<size_t>(line.size()));
}

void installQtMessageHandler()
{
    qInstallMessageHandler(handleQtMessage);
}

}
