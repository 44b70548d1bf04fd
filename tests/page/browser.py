# SPDX-License-Identifier: GPL-2.0-or-later
"""A headless Chromium, driven through WebDriver by nothing but Python's own library."""
import base64
import json
import os
import subprocess
import tempfile
import urllib.error
import urllib.request

ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
KEYS = {'right': '\ue014', 'left': '\ue012', 'down': '\ue015', 'up': '\ue013', 'enter': '\ue007',
        'escape': '\ue00c'}
# As root it cannot have a sandbox, and /dev/shm may be small.
ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu',
             '--hide-scrollbars', '--no-first-run', '--disable-extensions', '--disable-sync',
             '--disable-component-update', '--disable-background-networking', '--lang=en']


class Browser:
    """One window of one browser."""

    def __init__(self, width=1280, height=900):
        self.home = tempfile.TemporaryDirectory()
        self.driver = subprocess.Popen(['chromedriver', '--port=0'], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True,
                                       env={**os.environ, 'HOME': self.home.name})
        self.base = 'http://127.0.0.1:' + self._port()
        options = {'args': ARGUMENTS + ['--window-size=%d,%d' % (width, height),
                                        '--user-data-dir=' + self.home.name + '/profile'],
                   'perfLoggingPrefs': {'enableNetwork': True}}
        answer = self._call('POST', '/session', {'capabilities': {'alwaysMatch': {
            'browserName': 'chrome', 'goog:chromeOptions': options,
            'goog:loggingPrefs': {'browser': 'ALL', 'performance': 'ALL'}}}})
        self.session = '/session/' + answer['sessionId']

    def _port(self):
        for line in self.driver.stdout:
            if ' on port ' in line and line.rstrip().endswith('.'):
                return line.rstrip().rstrip('.').split()[-1]
        raise RuntimeError('chromedriver does not start')

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, method=method,
                                         headers={'Content-Type': 'application/json'})
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)['value']['message'].split('\n')[0]) from None

    def post(self, path, **body):
        return self._call('POST', self.session + path, body)

    def cdp(self, command, **parameters):
        """A command of the DevTools protocol."""
        return self.post('/goog/cdp/execute', cmd=command, params=parameters)

    def open(self, file):
        self.log('performance')
        self.log('browser')
        self.post('/url', url='file://' + os.path.realpath(file))

    def run(self, script, *arguments):
        """What a script returns, in the page."""
        return self.post('/execute/sync', script=script, args=list(arguments))

    def run_async(self, script, *arguments):
        """What a script hands to the last of its arguments, a function."""
        return self.post('/execute/async', script=script, args=list(arguments))

    def type(self, selector, text):
        found = self.post('/element', using='css selector', value=selector)
        self.post('/element/%s/value' % found[ELEMENT], text=text)

    def click(self, selector):
        found = self.post('/element', using='css selector', value=selector)
        self.post('/element/%s/click' % found[ELEMENT])

    def key(self, name):
        key = KEYS.get(name, name)
        self.post('/actions', actions=[{'type': 'key', 'id': 'keys', 'actions': [
            {'type': 'keyDown', 'value': key}, {'type': 'keyUp', 'value': key}]}])

    def frames(self):
        """Wait until what was asked for is drawn."""
        self.run_async('const done = arguments[0];'
                       'requestAnimationFrame(() => requestAnimationFrame(() => done(0)))')

    def log(self, kind):
        return self.post('/se/log', type=kind)

    def requests(self):
        """Addresses that the page asked for, other than its own."""
        messages = [json.loads(entry['message'])['message'] for entry in self.log('performance')]
        return [message['params']['request']['url'] for message in messages
                if message['method'] == 'Network.requestWillBeSent']

    def screenshot(self, file):
        with open(file, 'wb') as out:
            out.write(base64.b64decode(self._call('GET', self.session + '/screenshot')))

    def pdf(self, file):
        with open(file, 'wb') as out:
            out.write(base64.b64decode(self.cdp('Page.printToPDF', preferCSSPageSize=True,
                                                printBackground=True)['data']))

    def dark(self, wanted=True):
        self.cdp('Emulation.setEmulatedMedia', features=[
            {'name': 'prefers-color-scheme', 'value': 'dark' if wanted else 'light'}])

    def phone(self):
        self.cdp('Emulation.setDeviceMetricsOverride', width=390, height=844, deviceScaleFactor=2,
                 mobile=True)
        self.cdp('Emulation.setTouchEmulationEnabled', enabled=True)

    def desk(self):
        """No longer a phone."""
        self.cdp('Emulation.clearDeviceMetricsOverride')
        self.cdp('Emulation.setTouchEmulationEnabled', enabled=False)

    def close(self):
        try:
            self._call('DELETE', self.session)
        finally:
            self.driver.terminate()
            self.driver.wait()
            self.home.cleanup()
