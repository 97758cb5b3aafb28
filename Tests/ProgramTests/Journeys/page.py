"""A browser tab, and what every page it shows has to keep."""

import pathlib
import re
import shutil
import sys
import tempfile
import time

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

PATIENCE = 10
"""Seconds that a page may take to come."""

WIDTHS = (360, 800, 1200)
"""Of a phone, a tablet and a desk, in pixels; none may scroll sideways."""

GRAVE_IMPACTS = ("serious", "critical")

INLINE_CODE = """
return [...document.querySelectorAll('*')].filter(element =>
    (element.tagName === 'SCRIPT' && !element.src) || element.tagName === 'STYLE'
    || [...element.attributes].some(attribute =>
        attribute.name.startsWith('on') || attribute.name === 'style' || /^javascript:/i.test(attribute.value)))
    .map(element => element.outerHTML.slice(0, 200));
"""

WIDER_THAN_THE_SCREEN = """
const most = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= most) return [];
return [...document.querySelectorAll('main *')].filter(element => element.getBoundingClientRect().right > most + 1)
    .slice(0, 5).map(element => element.outerHTML.slice(0, 120));
"""

ACCESSIBILITY_FAULTS = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(
    result => done(result.violations.map(v => [v.impact, v.id, v.nodes[0].html.slice(0, 200)])),
    fault => done([['critical', String(fault), '']]));
"""

SENT_TWICE = """
const done = arguments[arguments.length - 1];
const form = document.querySelector('main form[method=post]');
const button = form.querySelector('button[type=submit]');
const send = () => fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form, button))})
    .then(answer => answer.url);
Promise.all([send(), send()]).then(done, fault => done([String(fault), '']));
"""


def browser(downloads):
    """One Chromium without a window, whose downloads go to a folder."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1000"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(30)
    return driver


def axe_core():
    """The accessibility checker's source, from the package that brings it."""
    folders = (pathlib.Path(folder) / "axe_playwright_python" / "axe.min.js" for folder in sys.path)
    return next(file for file in folders if file.exists()).read_text()


class Page:
    """What is on the screen, used as people use it: by label and name, mouse and keys."""

    def __init__(self, driver, downloads):
        self.driver = driver
        self.server = ""
        """The address of the company whose pages it shows."""
        self.downloads = downloads
        self.axe = axe_core()
        self.checked = set()

    # Going somewhere

    def open(self, path):
        self.driver.get(self.server + path)
        self.check()

    def back(self):
        """Goes to the page before, which the browser has kept with all that was typed."""
        self.driver.back()
        self.driver.execute_script("window.isLeft = false")
        self.check()

    def press(self, label):
        """Presses the button or follows the link with this label, and waits for the page it leads to."""
        self._leave(self._control(label).click)

    def save(self, label):
        """Follows a link whose file the browser saves."""
        self._control(label).click()

    def enter(self, name):
        """Presses Enter in an input."""
        self._leave(lambda: self.input(name).send_keys(Keys.ENTER))

    def type(self, *keys):
        """Types wherever the focus is."""
        self.focused.send_keys(*keys)

    def type_and_leave(self, *keys):
        self._leave(lambda: self.type(*keys))

    # Filling in

    def input(self, name):
        """The input of this name that can be seen; a page may hold others in forms that are folded."""
        found = self.driver.find_elements(By.NAME, name)
        return next((element for element in found if element.is_displayed()), None) or self.driver.find_element(
            By.NAME, name)

    def fill(self, values):
        """Types into inputs or chooses, by their names."""
        for name, value in values.items():
            element = self.input(name)
            if element.tag_name == "select":
                Select(element).select_by_value(value)
            else:
                element.clear()
                element.send_keys(value)

    def paste(self, name, text):
        """Puts a whole text into an input at once, as the clipboard does."""
        self.input(name).click()
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def choose(self, label):
        """Ticks an answer by its label."""
        self.driver.find_element(By.XPATH, f"//label[normalize-space()='{label}']/input").click()

    def send_twice(self):
        """Sends the form with what it holds twice at the same time, and says where both lead."""
        return [address.removeprefix(self.server) for address in self.driver.execute_async_script(SENT_TWICE)]

    def unfold(self, summary):
        self.driver.find_element(By.XPATH, f"//summary[normalize-space()='{summary}']").click()

    # Looking

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "main").text

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.server)

    @property
    def focused(self):
        return self.driver.switch_to.active_element

    def value(self, name):
        return self.input(name).get_property("value")

    def fault(self, name):
        """What stands at an input about what is wrong with it."""
        faults = self.driver.find_elements(By.ID, self.input(name).get_dom_attribute("id") + "-fault")
        return " ".join(fault.text for fault in faults)

    def links(self, selector):
        return [link.get_attribute("href") for link in self.driver.find_elements(By.CSS_SELECTOR, f"a{selector}")]

    def expect(self, *texts):
        """The page says all of these."""
        for text in texts:
            assert text in self.text, f"“{text}” is not on {self.path}, which says: {self.text[:1500]}"

    def expect_none(self, pattern):
        """The page, its menu too, says nothing like this."""
        found = re.search(pattern, self.driver.find_element(By.TAG_NAME, "body").text, re.IGNORECASE)
        assert not found, f"“{found and found.group()}” is on {self.path}"

    def downloaded(self, pattern):
        """The text of a file that the browser has saved."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for file in pathlib.Path(self.downloads).glob(pattern):
                return file.read_text(encoding="utf-8-sig")
            time.sleep(0.05)
        raise AssertionError(f"no file {pattern} was saved")

    # What every page has to keep

    def check(self):
        """No inline code, no complaint in the browser's log; once per kind of page also widths and accessibility."""
        inline = self.driver.execute_script(INLINE_CODE)
        assert not inline, f"inline code on {self.path}: {inline}"
        self._check_log()
        kind = self._kind()
        if kind not in self.checked:
            self.checked.add(kind)
            self._check_widths()
            self._check_accessibility()

    def _kind(self):
        """Pages of one kind differ in numbers only: the path without them, refused or not, with questions or not."""
        path = re.sub(r"[^/]*\d[^/]*", "*", self.path.split("?")[0])
        marks = [bool(self.driver.find_elements(By.CSS_SELECTOR, part)) for part in (".refused", ".question", ".empty")]
        return path, tuple(marks)

    def _check_log(self):
        # A refused form comes back with a status of 4xx, which Chromium logs as a failure of the page itself.
        entries = [
            entry["message"] for entry in self.driver.get_log("browser")
            if not re.search(r"the server responded with a status of 4(04|22)", entry["message"])
        ]
        assert not entries, f"in the browser's log at {self.path}: {entries}"

    def _check_widths(self):
        for width in WIDTHS:
            screen = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": True}
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            wide = self.driver.execute_script(WIDER_THAN_THE_SCREEN)
            assert not wide, f"{self.path} scrolls sideways at {width} px: {wide}"
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def _check_accessibility(self):
        self.driver.execute_script(self.axe)
        faults = self.driver.execute_async_script(ACCESSIBILITY_FAULTS)
        grave = [fault for fault in faults if fault[0] in GRAVE_IMPACTS]
        assert not grave, f"not accessible on {self.path}: {grave}"

    # Helpers

    def _control(self, label):
        controls = self.driver.find_elements(
            By.XPATH, f"//main//*[self::button or self::a][starts-with(normalize-space(), '{label}')]")
        assert controls, f"there is no “{label}” to press on {self.path}"
        return controls[0]

    def _leave(self, action):
        """Does what leads to another page, and waits until that is there."""
        self.driver.execute_script("window.isLeft = true")
        action()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if self.driver.execute_script("return !window.isLeft && document.readyState === 'complete'"):
                    return self.check()
            except WebDriverException:
                pass  # between two pages
            time.sleep(0.02)
        raise AssertionError(f"{self.path} was not left")

    def screenshot(self):
        """The path of a picture of what is on the screen."""
        file = pathlib.Path(tempfile.mkdtemp(prefix="lotwise-journeys-")) / "screen.png"
        self.driver.save_screenshot(str(file))
        return file
