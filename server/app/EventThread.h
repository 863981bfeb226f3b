// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <functional>
#include <future>
#include <memory>

namespace auth::app {

/// A thread with an event loop that owns one object, made and destroyed on it.
template<typename T>
class EventThread final : public QThread {
public:
    explicit EventThread(std::function<std::unique_ptr<T>()> make)
        : m_make(std::move(make))
    {
    }
    ~EventThread() override
    {
        quit();
        wait();
    }

    /// Starts the thread; returns when the object exists.
    void begin()
    {
        std::promise<void> made;
        m_made = &made;
        start();
        made.get_future().wait();
    }

    /// Runs the coroutine that \a call makes on the thread, and waits for its end. Not from an event loop that must not
    /// stop: for start and stop only.
    template<typename R>
    R run(std::function<Task<R>(T *)> call)
    {
        std::promise<R> promise;
        auto future = promise.get_future();
        QMetaObject::invokeMethod(
            m_context.get(), [this, &promise, call = std::move(call)] { spawn(fulfil<R>(call(m_object.get()), &promise), "app.run"); }, Qt::QueuedConnection);
        return future.get();
    }

    void post(std::function<void(T *)> call)
    {
        QMetaObject::invokeMethod(m_context.get(), [this, call = std::move(call)] { call(m_object.get()); }, Qt::QueuedConnection);
    }

protected:
    void run() override
    {
        m_context = std::make_unique<QObject>();
        m_object = m_make();
        m_made->set_value();
        exec();
        m_object.reset();
        m_context.reset();
    }

private:
    template<typename R>
    static Task<> fulfil(Task<R> task, std::promise<R> *promise)
    {
        try {
            promise->set_value(co_await task);
        } catch (...) {
            promise->set_exception(std::current_exception());
        }
    }

    std::function<std::unique_ptr<T>()> m_make;
    std::unique_ptr<T> m_object;
    std::unique_ptr<QObject> m_context;
    std::promise<void> *m_made = nullptr;
};

}
