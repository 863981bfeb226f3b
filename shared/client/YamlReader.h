// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QJsonValue>

namespace auth::client {

/// One YAML document as JSON, by the core schema of YAML 1.2 (§10.3): `no` is a string, `true` is not. Aliases and
/// anchors are refused (a few lines of them can stand for millions of nodes), and so are custom tags, duplicate keys,
/// more than one document, and a depth over 64.
Result<QJsonValue> parseYaml(const QByteArray &text);

/// A document of several, and where its parts stand.
struct YamlDocument {
    QJsonValue value;
    int line = 1; ///< Of its beginning.
    QHash<QString, int> lines; ///< By JSON pointer: the line of each key and list item.

    /// The line of \a pointer, or of the nearest thing around it.
    int lineOf(QString pointer) const;
};

/// The same rules for a stream of documents, those between `---` that hold nothing left out.
Result<QList<YamlDocument>> parseYamlDocuments(const QByteArray &text);

}
