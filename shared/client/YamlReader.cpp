// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/YamlReader.h"

#include "core/Suggest.h"
#include "core/Text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>

#include <sstream>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

constexpr size_t kDeepest = 64;

/// Leaves yaml-cpp's parser, which reports by exceptions.
struct Refused {
    QString message;
};

[[noreturn]] void refuse(const YAML::Mark &mark, const QString &why)
{
    throw Refused { u"line %1, column %2: %3"_s.arg(mark.line + 1).arg(mark.column + 1).arg(why) };
}

/// YAML 1.2 §10.3.2.
QJsonValue plainScalar(const YAML::Mark &mark, const QString &text)
{
    static const QStringList nulls { u""_s, u"~"_s, u"null"_s, u"Null"_s, u"NULL"_s };
    static const QStringList trues { u"true"_s, u"True"_s, u"TRUE"_s };
    static const QStringList falses { u"false"_s, u"False"_s, u"FALSE"_s };
    static const QRegularExpression integer(QRegularExpression::anchoredPattern(u"[-+]?[0-9]+"_s));
    static const QRegularExpression number(
        QRegularExpression::anchoredPattern(u"[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"_s));
    static const QRegularExpression special(
        QRegularExpression::anchoredPattern(u"[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"_s));
    if (nulls.contains(text))
        return QJsonValue::Null;
    if (trues.contains(text))
        return true;
    if (falses.contains(text))
        return false;
    bool ok = false;
    if (integer.match(text).hasMatch()) {
        const qint64 value = text.toLongLong(&ok);
        if (!ok)
            refuse(mark, u"the number is too large"_s);
        return value;
    }
    if (text.startsWith("0o"_L1) || text.startsWith("0x"_L1)) {
        const qint64 value = text.mid(2).toLongLong(&ok, text[1] == u'o' ? 8 : 16);
        if (ok)
            return value;
    }
    if (number.match(text).hasMatch())
        return text.toDouble();
    if (special.match(text).hasMatch())
        refuse(mark, u"JSON has no infinity and no not-a-number"_s);
    return text;
}

class Builder final : public YAML::EventHandler {
public:
    QJsonValue root = QJsonValue::Null;
    int line = 1;
    QHash<QString, int> lines;

    void OnDocumentStart(const YAML::Mark &mark) override { line = mark.line + 1; }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        noAnchor(mark, anchor);
        add(mark, QJsonValue::Null);
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override { refuse(mark, u"aliases are not supported"_s); }
    void OnScalar(
        const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, const std::string &value) override
    {
        noAnchor(mark, anchor);
        const auto text = decodeUtf8(QByteArrayView(value.data(), static_cast<qsizetype>(value.size())));
        if (!text)
            refuse(mark, u"the text is not valid UTF-8"_s);
        // yaml-cpp gives `?` to plain scalars and `!` to quoted ones.
        if (tag == "?" && !(isKey()))
            add(mark, plainScalar(mark, *text));
        else if (tag == "?" || tag == "!" || tag == "tag:yaml.org,2002:str")
            add(mark, *text);
        else
            refuse(mark, u"tags are not supported"_s);
    }
    void OnSequenceStart(
        const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, Kind::Sequence);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(
        const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, Kind::Map);
    }
    void OnMapEnd() override { close(); }

private:
    enum class Kind : quint8 { Sequence, Map };
    struct Level {
        Kind kind;
        QJsonArray array;
        QJsonObject object;
        std::optional<QString> key;
        QString pointer; ///< Of this level (RFC 6901).
    };

    /// Of what comes next.
    QString pointerHere() const
    {
        if (m_levels.empty())
            return {};
        const Level &level = m_levels.back();
        return level.pointer + u'/' + (level.kind == Kind::Sequence ? QString::number(level.array.size()) : jsonPointerToken(*level.key));
    }

    bool isKey() const { return !m_levels.empty() && m_levels.back().kind == Kind::Map && !m_levels.back().key; }

    static void noAnchor(const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (anchor != 0)
            refuse(mark, u"anchors are not supported"_s);
    }

    void open(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, Kind kind)
    {
        noAnchor(mark, anchor);
        if (tag != "?" && tag != "!" && !tag.empty())
            refuse(mark, u"tags are not supported"_s);
        if (isKey())
            refuse(mark, u"a key must be a string"_s);
        if (m_levels.size() == kDeepest)
            refuse(mark, u"nested too deeply"_s);
        const QString pointer = pointerHere();
        if (!m_levels.empty() && m_levels.back().kind == Kind::Sequence)
            lines.insert(pointer, mark.line + 1);
        m_levels.push_back({ kind, {}, {}, {}, pointer });
    }

    void close()
    {
        const Level level = std::move(m_levels.back());
        m_levels.pop_back();
        add(YAML::Mark::null_mark(), level.kind == Kind::Map ? QJsonValue(level.object) : QJsonValue(level.array));
    }

    void add(const YAML::Mark &mark, const QJsonValue &value)
    {
        if (m_levels.empty()) {
            root = value;
            return;
        }
        Level &level = m_levels.back();
        if (level.kind == Kind::Sequence) {
            if (!mark.is_null())
                lines.insert(pointerHere(), mark.line + 1);
            level.array.append(value);
        } else if (!level.key) {
            if (!value.isString())
                refuse(mark, u"a key must be a string"_s);
            if (level.object.contains(value.toString()))
                refuse(mark, u"the key \"%1\" stands twice"_s.arg(value.toString()));
            level.key = value.toString();
            lines.insert(pointerHere(), mark.line + 1);
        } else {
            level.object.insert(*level.key, value);
            level.key.reset();
        }
    }

    std::vector<Level> m_levels;
};

}

int YamlDocument::lineOf(QString pointer) const
{
    for (; !pointer.isEmpty(); pointer.truncate(pointer.lastIndexOf(u'/'))) {
        if (const auto found = lines.constFind(pointer); found != lines.constEnd())
            return *found;
    }
    return line;
}

Result<QJsonValue> parseYaml(const QByteArray &text)
{
    const auto documents = TRY(parseYamlDocuments(text));
    if (documents.isEmpty())
        return failure(ErrorCode::Malformed, u"There is no document."_s);
    if (documents.size() > 1)
        return failure(ErrorCode::Malformed, u"There is more than one document."_s);
    return documents.first().value;
}

Result<QList<YamlDocument>> parseYamlDocuments(const QByteArray &text)
{
    std::istringstream stream(text.toStdString());
    QList<YamlDocument> documents;
    try {
        YAML::Parser parser(stream);
        while (true) {
            Builder builder;
            if (!parser.HandleNextDocument(builder))
                return documents;
            if (!builder.root.isNull())
                documents.append({ builder.root, builder.line, builder.lines });
        }
    } catch (const Refused &refused) {
        return failure(ErrorCode::Malformed, refused.message);
    } catch (const YAML::Exception &exception) {
        return failure(ErrorCode::Malformed, QString::fromUtf8(exception.what()));
    }
}

}
