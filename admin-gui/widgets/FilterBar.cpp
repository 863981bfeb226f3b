// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FilterBar.h"

#include "widgets/Chip.h"
#include "widgets/FlowLayout.h"
#include "widgets/Glyphs.h"
#include "widgets/Tones.h"

#include <QtCore/QStringListModel>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <chrono>

namespace auth::console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_message(new QLabel(this))
    , m_chipRow(new QWidget(this))
    , m_completer(new QCompleter(this))
    , m_words(new QStringListModel(this))
{
    setObjectName(u"filterBar"_s);
    m_edit->setObjectName(u"filterLineEdit"_s);
    m_edit->setPlaceholderText(tr("Filter: field:value, text, -without"));
    m_edit->installEventFilter(this);
    m_sign = m_edit->addAction(QIcon(), QLineEdit::LeadingPosition);
    m_clear = m_edit->addAction(QIcon(), QLineEdit::TrailingPosition);
    m_clear->setText(tr("Clear the filter"));
    m_message->setObjectName(u"filterMessageLabel"_s);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setBuddy(m_edit);
    m_message->setProperty("problem", true);
    auto *chips = new FlowLayout(m_chipRow);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(fontMetrics().averageCharWidth());
    QSizePolicy flowing(QSizePolicy::Preferred, QSizePolicy::Minimum);
    flowing.setHeightForWidth(true);
    m_chipRow->setSizePolicy(flowing);

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(fontMetrics().height() / 4);
    rows->addWidget(m_edit);
    rows->addWidget(m_message);
    rows->addWidget(m_chipRow);
    setFocusProxy(m_edit);

    m_completer->setModel(m_words);
    m_completer->setWidget(m_edit);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(12);
    m_completer->popup()->setAccessibleName(tr("Completions"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterBar::insertCompletion);

    m_pause.setSingleShot(true);
    m_pause.setInterval(60ms);
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::announce);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { offerCompletion(false); });
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_serverProblem.clear();
        judge();
        m_pause.start();
    });
    connect(m_edit, &QLineEdit::cursorPositionChanged, this, &FilterBar::judge);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        // Whoever presses Enter has finished.
        if (m_validity == Validity::Unfinished) {
            m_validity = Validity::Invalid;
            showState();
        }
        announce();
    });
    connect(m_clear, &QAction::triggered, this, [this] {
        m_edit->clear();
        announce();
    });
    setSubject(tr("Filter"));
    judge();
}

FilterBar::~FilterBar()
{
    // The line goes after this, and says that it loses the focus.
    m_edit->removeEventFilter(this);
    m_edit->disconnect(this);
}

void FilterBar::setFields(const QList<FilterField> &fields)
{
    m_fields = fields;
    judge();
}

void FilterBar::setSubject(const QString &subject)
{
    m_edit->setAccessibleName(subject);
}

QString FilterBar::text() const
{
    return m_edit->text().trimmed();
}

void FilterBar::setText(const QString &text)
{
    m_edit->setText(text);
    announce();
}

void FilterBar::addTerm(const QString &field, const QString &value, bool excludes)
{
    setText(withTerm(text(), (excludes ? u"-"_s : QString()) + filterTerm(field, value)));
}

void FilterBar::setServerProblem(const QString &message)
{
    m_serverProblem = message;
    judge();
}

QString FilterBar::message() const
{
    return m_message->isHidden() ? QString() : m_message->text();
}

QStringList FilterBar::chips() const
{
    QStringList texts;
    const QString whole = m_edit->text();
    for (const auto &[start, length] : filterParts(whole))
        texts.append(whole.mid(start, length));
    return texts;
}

void FilterBar::judge()
{
    const QString whole = m_edit->text();
    std::optional<FilterProblem> problem;
    if (!m_fields.isEmpty())
        problem = filterProblem(whole, m_fields);
    m_problem = problem ? problem->message : m_serverProblem;
    if (problem) {
        const int cursor = m_edit->cursorPosition();
        const bool isHere
            = m_edit->hasFocus() && cursor >= problem->start && cursor <= problem->start + problem->length;
        m_validity = isHere ? Validity::Unfinished : Validity::Invalid;
    } else if (!m_serverProblem.isEmpty()) {
        m_validity = Validity::Invalid;
    } else {
        m_validity = whole.trimmed().isEmpty() ? Validity::Empty : Validity::Valid;
    }
    showState();
}

void FilterBar::showState()
{
    struct Look {
        Glyph glyph;
        Tone tone;
        QString text;
    };
    const Look look = m_validity == Validity::Valid ? Look { Glyph::Check, Tone::Good, tr("The filter is valid") }
        : m_validity == Validity::Invalid           ? Look { Glyph::Problem, Tone::Bad, m_problem }
        : m_validity == Validity::Unfinished ? Look { Glyph::Dots, Tone::Neutral, tr("The filter is unfinished") }
                                             : Look { Glyph::Search, Tone::Neutral, tr("No filter") };
    const QPalette plain = palette();
    m_sign->setIcon(glyphIcon(look.glyph, toneColor(plain, look.tone)));
    m_sign->setToolTip(look.text);
    m_sign->setText(look.text);
    m_clear->setIcon(glyphIcon(Glyph::Cross, quietText(plain)));
    m_clear->setVisible(!m_edit->text().isEmpty());
    const QString tint = look.tone == Tone::Neutral
        ? QString()
        : u"QLineEdit { background: %1; }"_s.arg(toneSurface(plain, look.tone).name());
    if (m_edit->styleSheet() != tint)
        m_edit->setStyleSheet(tint);
    m_edit->setAccessibleDescription(look.text);
    m_message->setText(m_problem);
    m_message->setVisible(m_validity == Validity::Invalid && !m_problem.isEmpty());
    showChips();
}

void FilterBar::showChips()
{
    const QStringList wanted = chips();
    m_chipRow->setVisible(!wanted.isEmpty());
    if (m_shownChips == wanted)
        return;
    m_shownChips = wanted;
    // One of them may be what was just pressed.
    while (QLayoutItem *item = m_chipRow->layout()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        auto *chip = new Chip(wanted[i], m_chipRow);
        chip->setObjectName(u"chip%1Button"_s.arg(i));
        chip->setToolTip(tr("Remove %1 from the filter").arg(wanted[i]));
        chip->setAccessibleName(chip->toolTip());
        connect(chip, &Chip::clicked, this, [this, i] {
            const auto parts = filterParts(m_edit->text());
            if (i < parts.size())
                setText(m_edit->text().remove(parts[i].first, parts[i].second).simplified());
        });
        m_chipRow->layout()->addWidget(chip);
    }
    m_chipRow->updateGeometry();
}

void FilterBar::offerCompletion(bool always)
{
    const QString whole = m_edit->text();
    const FilterCompletion completion = filterCompletion(whole, m_edit->cursorPosition(), m_fields);
    const QString prefix = whole.mid(completion.start, m_edit->cursorPosition() - completion.start);
    const bool isWorth
        = always || !prefix.isEmpty() || (completion.start > 0 && u":<>="_s.contains(whole[completion.start - 1]));
    m_words->setStringList(completion.words);
    m_completer->setCompletionPrefix(prefix);
    const int found = m_completer->completionCount();
    const bool isAllThere = found == 1 && m_completer->currentCompletion() == prefix;
    if (!isWorth || found == 0 || isAllThere) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = m_edit->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) + fontMetrics().averageCharWidth() * 6);
    m_completer->complete(place);
}

void FilterBar::insertCompletion(const QString &word)
{
    QString whole = m_edit->text();
    const FilterCompletion completion = filterCompletion(whole, m_edit->cursorPosition(), m_fields);
    const bool isValue = !word.endsWith(u':') && !word.endsWith(u'<');
    const qsizetype end = completion.start + completion.length;
    const QString inserted = isValue && end == whole.size() ? word + u' ' : word;
    whole.replace(completion.start, completion.length, inserted);
    m_edit->setText(whole);
    m_edit->setCursorPosition(static_cast<int>(completion.start + inserted.size()));
    if (!isValue)
        offerCompletion(false);
}

void FilterBar::announce()
{
    // Whoever is choosing a completion has not finished.
    if (m_completer->popup()->isVisible()) {
        m_pause.start();
        return;
    }
    m_pause.stop();
    const bool canBeAsked = m_validity == Validity::Valid || m_validity == Validity::Empty;
    if (!canBeAsked || text() == m_announced)
        return;
    m_announced = text();
    Q_EMIT filterChanged(m_announced);
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier) {
            offerCompletion(true);
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_edit->text().isEmpty() && !m_completer->popup()->isVisible()) {
            setText(QString());
            return true;
        }
    } else if (event->type() == QEvent::FocusOut) {
        judge();
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showState();
    QWidget::changeEvent(event);
}

}
