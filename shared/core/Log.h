// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include <initializer_list>
#include <utility>

namespace auth {

/// Field names and values of one log record. Values are escaped as JSON strings, so that no value can forge a record.
using LogFields = std::initializer_list<std::pair<const char *, QVariant>>;

enum class LogLevel : quint8 { Debug, Info, Warning, Error };
enum class LogFormat : quint8 { Json, Text };

/// Where records go: one line each on standard error. Called once, before threads start.
void configureLog(LogLevel minimum, LogFormat format);

/// Writes one record: `time`, `level`, `event`, then \a fields. \a event is a constant like `http.refused`.
/// Never give it a secret: not a token, code, password, cookie or key.
void log(LogLevel level, const char *event, LogFields fields = {});

inline void logDebug(const char *event, LogFields fields = {}) { log(LogLevel::Debug, event, fields); }
inline void logInfo(const char *event, LogFields fields = {}) { log(LogLevel::Info, event, fields); }
inline void logWarning(const char *event, LogFields fields = {}) { log(LogLevel::Warning, event, fields); }
inline void logError(const char *event, LogFields fields = {}) { log(LogLevel::Error, event, fields); }

/// Routes qDebug(), qWarning() and the like into the same records, event `qt`.
void installQtMessageHandler();

}
