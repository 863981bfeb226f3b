#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does in a browser: opens the URL, signs in on the pages, and follows where they lead.

    TEST_USER=alice TEST_PASSWORD=… [TEST_PHONE=+49…] sign_in.py URL

A code that is asked for is the last one that was sent to TEST_PHONE.
"""

import html.parser
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request


class Forms(html.parser.HTMLParser):
    """The first form that is posted, with its fields and its first button."""

    def __init__(self):
        super().__init__()
        self.action = None
        self.fields = {}
        self.inside = False
        self.pressed = False

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form" and self.action is None and values.get("method", "").lower() == "post":
            self.action = values.get("action", "")
            self.inside = True
        elif self.inside and tag == "input" and values.get("name"):
            self.fields[values["name"]] = values.get("value", "")
        elif self.inside and tag == "button" and values.get("name") and not self.pressed:
            self.pressed = True
            self.fields[values["name"]] = values.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    def __init__(self):
        self.opener = urllib.request.build_opener(Stay)
        self.cookies = {}

    def open(self, url, body=None):
        for _ in range(20):
            request = urllib.request.Request(url, data=body)
            request.add_header("Cookie", "; ".join(f"{n}={v}" for n, v in self.cookies.items()))
            if body is not None:
                request.add_header("Origin", "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(url)))
            try:
                answer = self.opener.open(request, timeout=60)
            except urllib.error.HTTPError as error:
                answer = error
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = line.split(";")[0].partition("=")
                self.cookies[name] = value
            if answer.status not in (302, 303):
                return url, answer.read().decode()
            url, body = urllib.parse.urljoin(url, answer.headers["Location"]), None
        sys.exit("too many redirects")


def code_sent(url):
    with urllib.request.urlopen(urllib.parse.urljoin(url, "/dev/sms"), timeout=10) as answer:
        messages = json.load(answer)["items"]
    return next(message["text"][:6] for message in messages if message["to"] == os.environ["TEST_PHONE"])


def main():
    browser = Browser()
    url, page = browser.open(sys.argv[1])
    for _ in range(5):
        forms = Forms()
        forms.feed(page)
        if forms.action is None or urllib.parse.urlsplit(url).path == "/callback":
            return
        for name, value in (("username", os.environ["TEST_USER"]), ("password", os.environ["TEST_PASSWORD"])):
            if name in forms.fields:
                forms.fields[name] = value
        if "code" in forms.fields:
            forms.fields["code"] = code_sent(url)
        url, page = browser.open(urllib.parse.urljoin(url, forms.action), urllib.parse.urlencode(forms.fields).encode())


main()
