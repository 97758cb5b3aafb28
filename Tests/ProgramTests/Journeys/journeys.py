"""Journeys of people through the pages, in a real browser.

    python journeys.py <address of the demo company> <address of an empty company>

Prints a line for each journey; ends with 1 at the first that fails, with the path of a screenshot.
"""

import json
import re
import sys
import tempfile
import time
import urllib.parse
import urllib.request

from selenium.webdriver.common.keys import Keys

from page import Page, browser

SERIALS = [f"KPX7-{number:04}" for number in range(1, 51)]
WORDS_OF_TRACKING = r"\b(lots?|serials?|batch(es)?|track\w*|traceab\w*|expir\w*)\b"
PAGES_OF_A_COMPANY_WITHOUT_TRACKING = [
    "/", "/receipts", "/receipts/new", "/deliveries", "/deliveries/new", "/transfers", "/transfers/new",
    "/customer-returns", "/customer-returns/new", "/supplier-returns", "/supplier-returns/new", "/counts",
    "/counts/new", "/scraps", "/scraps/new", "/products", "/products/new", "/partners", "/locations", "/categories",
    "/reports/changes", "/packages",
    "/find?q=nothing-like-it", "/lots",
]


# In the demo company

def a_newcomer_types_the_suggested_number_and_sees_who_has_it(page):
    number = suggested_number(page)
    page.fill({"q": number})
    page.enter("q")
    page.expect("30 of 400 units are with 6 customers", "Complete: yes")
    assert page.links("[href^='tel:+44']"), "no customer can be called"
    assert page.links("[href^='mailto:']"), "no customer can be written to"
    page.save("CSV")
    assert "Old Bakery Gifts" in page.downloaded(f"recall-{number}*.csv")
    page.press("Trace")
    page.expect("became part of", "Savanna Nut Company")
    page.press("Lot")
    page.expect(f"12 pcs of {number} are on hand in WH-Stock")


def the_keyboard_alone_leads_from_any_page_to_an_answer(page):
    number = suggested_number(page)
    page.open("/setup")
    page.type("/")
    assert page.focused.get_attribute("name") == "q", "“/” does not lead to the number box"
    page.type_and_leave(number, Keys.ENTER)
    page.expect("30 of 400 units")
    page.type(Keys.TAB)
    assert page.focused.text == "To the content", f"the first stop is “{page.focused.text}”"
    page.type(Keys.ENTER)
    for label in ("Start recall", "CSV", "Put on hold…", "Lot", "Who has it", "Trace"):
        page.type(Keys.TAB)
        assert page.focused.text == label, f"“{page.focused.text}” stands where “{label}” should"
    page.type_and_leave(Keys.ENTER)
    page.expect("Came from")


def a_number_of_several_products_asks_which_one_is_meant(page):
    page.open("/find?q=7041/001")
    page.expect("“7041/001” may mean 3 numbers. Which one is it?", "SOA-LAV", "SHA-250", "BDY-250")
    page.press("7041/001")
    page.expect("units")
    assert page.path.endswith("/recall")


def a_number_that_is_only_similar_asks(page):
    number = suggested_number(page)
    page.fill({"q": number.lower()})
    page.enter("q")
    page.expect(f"There is no “{number.lower()}”. Did you mean one of these?", number)


def a_document_is_found_by_its_number(page):
    page.open("/find?q=OUT-00003")
    assert page.path == "/deliveries/OUT-00003", f"it leads to {page.path}"
    page.open("/find?q=SO-2257")
    assert page.path == "/deliveries/SO-2257", f"it leads to {page.path}"


def fifty_pasted_serials_are_received_with_one_enter(page):
    receive(page, "SUP-16", "PWB-10K", "\n".join(SERIALS), quantity="50")
    page.expect("is done", *SERIALS)


def a_serial_that_is_on_hand_is_refused_and_what_was_typed_stays(page):
    typed = f"KPX8-0001\n{SERIALS[6]}"
    receive(page, "SUP-16", "PWB-10K", typed, quantity="2")
    page.expect("Not done.")
    assert SERIALS[6] in page.fault("lines/0/numbers_text"), "the fault does not stand at its input"
    kept = [page.value(name) for name in ("partner", "lines/0/product", "lines/0/quantity", "lines/0/numbers_text")]
    assert kept == ["SUP-16", "PWB-10K", "2", typed], f"kept is {kept}"


def too_few_serials_are_refused_at_their_input(page):
    receive(page, "SUP-16", "PWB-10K", "KPX8-0001\nKPX8-0002", quantity="3")
    assert "1 more" in page.fault("lines/0/numbers_text"), "the fault does not stand at its input"


def a_number_of_another_supplier_is_asked_about_and_answered_on_the_page(page):
    number, _ = lots_in(page, "CHO-DARK", "WH-Stock")[0]
    receive(page, "SUP-04", "CHO-DARK", number, quantity="5")
    page.expect("Please answer before it goes on.", number)
    page.choose("It is the same lot")
    page.press("Receive now")
    page.expect("is done", f"{number} × 5")


def an_announced_package_is_taken_over_by_one_scan(page):
    page.open("/receipts/new")
    page.fill({"partner": "SUP-12", "lines/0/product": "PAS-500", "lines/0/quantity": "20",
               "lines/0/package": "340123450000000000"})
    page.paste("lines/0/numbers_text", "L261130P; 20")
    page.press("Save as draft")
    page.expect("waits to be done", "340123450000000000")
    page.fill({"text": "00340123450000000000"})
    page.enter("text")
    assert page.value("lines/0/done") == "20", f"done is {page.value('lines/0/done')}"
    page.press("Receive")
    page.expect("is done", "L261130P × 20")
    page.open("/find?q=340123450000000000")
    page.expect("Package 340123450000000000 stands in WH-Stock", "L261130P", "put in (receipt)")
    page.fill({"to": "WH-Returns"})
    page.press("Move with everything in it")
    page.expect("stands in WH-Returns")
def a_pasted_number_that_nobody_read_is_shown_before_and_after_posting(page):
    fill_receipt(page, "SUP-04", "CHO-DARK", "30; 15\nWE261122-07; 15", quantity="30")
    page.press("Check the numbers")
    page.expect("1 of 2 numbers are doubtful", "“30” is the quantity")
    assert page.path == "/receipts", "something was booked"
    page.press("Receive now")
    page.expect("is done", "Note.", "“30” is the quantity")
    page.open(page.path.split("?")[0])
    page.expect_none(r"Note\.")
    page.open("/reports/doubtful")
    page.expect("30", "CHO-DARK")


def a_question_of_a_scan_is_answered_where_it_was_asked(page):
    page.open("/receipts/IN-00001")
    page.fill({"text": "MUG-STONE"})
    page.press("Add")
    page.expect("Please answer before it goes on.", "MUG-STONE")
    page.choose("Add it to the document")
    page.press("Add")
    page.expect("IN-00001 waits to be done", "Stoneware mug")


def a_lot_is_held_and_released_from_its_page(page):
    number = suggested_number(page)
    page.open(f"/lots?q={number}&product=PNB-350")
    page.press(number)
    page.press("Put on hold")
    page.fill({"reason": "a customer found a splinter"})
    page.press(f"Hold {number}")
    page.expect("on hold", "a customer found a splinter", "OUT-00001", "has lost them")
    page.press("Release")
    page.fill({"reason": "it was a nut shell"})
    page.press(f"Release {number}")
    page.expect("released", "it was a nut shell", "What was decided and corrected")


def a_delivery_without_numbers_takes_the_oldest(page):
    number, _ = lots_in(page, "PNC-350", "WH-Stock")[0]
    page.open("/deliveries/new")
    page.fill({"partner": "C1001", "lines/0/product": "PNC-350", "lines/0/quantity": "1"})
    page.press("Deliver now")
    page.expect("is done", f"{number} × 1 WH-Stock")


def a_delivery_is_set_aside_freed_and_cancelled(page):
    number, _ = lots_in(page, "COF-250", "WH-Stock")[0]
    page.open("/deliveries/new")
    page.fill({"partner": "C1002", "lines/0/product": "COF-250", "lines/0/quantity": "4"})
    page.press("Save as draft")
    page.expect("waits: 1 of 1 lines are not set aside")
    page.press("Set aside")
    page.expect("is ready: everything is set aside", number)
    page.press("Free")
    page.expect("waits: 1 of 1 lines are not set aside")
    page.press("Cancel")
    page.expect("is cancelled: nothing of it counts")


def goods_travel_through_transit(page):
    page.open("/transfers/new")
    page.fill({"from": "WH-Stock", "to": "Shop-1", "lines/0/product": "HON-500", "lines/0/quantity": "12"})
    page.press("Save as draft")
    page.press("Send on its way")
    page.expect("is on its way")
    page.press("Take in")
    page.expect("is done", "Shop-1")


def a_customer_gives_back_what_he_got(page):
    number = suggested_number(page)
    page.open("/customer-returns/new")
    page.fill({"partner": "C1004", "lines/0/product": "PNB-350", "lines/0/quantity": "2"})
    page.paste("lines/0/numbers_text", number)
    page.press("Take back now")
    page.expect("is done", f"{number} × 2")
    page.open(f"/find?q={number}")
    page.expect("28 of 400 units are with 6 customers", "returned")


def a_count_with_a_difference_is_posted(page):
    product = next(row["product"] for row in stock(page, location="Shop-1") if row["number"] and row["quantity"] > 1)
    (number, booked), *others = lots_in(page, product, "Shop-1")
    counted = [(number, booked - 1)] + others
    page.open("/counts/new")
    page.fill({"location": "Shop-1"})
    page.press("Go on")
    line = next(index for index in range(100) if page.value(f"lines/{index}/product") == product)
    page.fill({"reason": "found one broken"})
    page.paste(f"lines/{line}/numbers_text", "\n".join(f"{lot}; {there}" for lot, there in counted))
    page.press("Count now")
    page.expect("is done", f"{sum(there for _, there in counted)} pcs", "Differences", f"{number} × -1")
    page.press(number)
    page.expect("count")


def a_document_is_taken_back(page):
    receive(page, "SUP-12", "PAS-500", "L261124X; 20", quantity="20")
    page.expect("is done")
    page.unfold("Take back")
    page.fill({"reason": "typed for the wrong supplier"})
    page.press("Take IN-")
    page.expect("takes back")
    page.press("L261124X")
    page.expect("Nothing of L261124X is on hand.")


def a_form_sent_again_after_going_back_makes_one_document(page):
    receive(page, "SUP-19", "MUG-STONE", None, quantity="7")
    first = page.path
    page.back()
    assert page.value("lines/0/quantity") == "7", "what was typed is gone"
    page.press("Receive now")
    assert page.path == first, f"sent again it led to {page.path} instead of {first}"


def a_form_sent_twice_at_once_makes_one_document(page):
    page.open("/receipts/new")
    page.fill({"partner": "SUP-19", "lines/0/product": "MUG-STONE", "lines/0/quantity": "8"})
    first, second = page.send_twice()
    assert "/receipts/IN-" in first and first == second, f"the same form led to {first} and to {second}"


# In a company that begins

def a_suppliers_notice_becomes_a_closed_recall(page):
    number = suggested_number(page)
    page.open("/recalls/read-notice")
    page.paste("text", f"URGENT RECALL\nGlass was found in lot {number} of PNB-350. Call 555-0199.")
    page.press("Read it")
    page.expect("1 of your lots matches exactly, 0 nearly.", "Products named: PNB-350.", f"“{number}”", "555-0199")
    page.fill({"reason": "Glass, says the supplier"})
    page.press("Draft a recall of the exact ones")
    page.expect("draft", "Start the recall", "On hand")
    case = page.path
    page.press("Start the recall")
    page.expect("are told, 0 have answered", "under way", "Consignees")
    page.press("Notices")
    page.fill({"method": "letter"})
    page.press("Write down as sent")
    page.expect("0 of", "by letter")
    link = asked(page, f"recalls/{case.split('/')[-1]}/notices")["items"][0]
    page.open(urllib.parse.urlsplit(link["link"]).path)
    page.expect("please say what you have")
    first = [name for name in ("have", "products/0/have") if page.driver.find_elements("name", name)][0]
    page.fill({first: "1"})
    page.press("Send the answer")
    page.expect("Thank you")
    page.open(case)
    page.expect("1 have answered", "had 1")
    page.press("Status report")
    page.expect("1 of", "Consignees not responding", "Effectiveness checks")
    page.press("Notes and files")
    page.fill({"text": "The supplier collects the pallet on Friday."})
    page.press("Add note")
    page.expect("The supplier collects the pallet on Friday.", "Certificate, photo, paper")
    page.open(case)
    page.fill({"conclusion": "All that could be found is back."})
    page.press("Close")
    page.expect("closed", "All that could be found is back.")
    page.open("/recalls")
    page.expect("No recall is under way.", "closed")


def a_drill_is_rehearsed_counted_and_signed(page):
    page.open("/drills")
    page.press("Start a drill")
    page.expect("under way")
    page.press("Sheet")
    page.expect("Traced within 4 hours", "Mass balance", "Signatures")
    page.fill({"quality_records/0/reference": "COA-77", "actions/0/what": "Label the shelves",
               "actions/0/owner": "Tom", "explanation": "None"})
    page.press("Save the sheet")
    page.expect("COA-77", "Label the shelves", "Tom")
    page.press("Sign: I led the exercise")
    page.expect("Led by", "local")
    page.press("Case")
    page.fill({"conclusion": "Done in time."})
    page.press("Close")
    page.open("/drills")
    page.expect("closed")


def without_the_switch_no_page_speaks_of_lots_or_serials(page):
    page.open("/products/new")
    page.fill({"sku": "NUT", "name": "Peanuts in the shell"})
    page.press("Add product")
    page.expect_none(WORDS_OF_TRACKING)
    page.open("/partners")
    page.unfold("Add a partner")
    page.fill({"code": "S1", "name": "Nut Company", "kind": "supplier"})
    page.press("Add partner")
    receive(page, "S1", "NUT", None, quantity="10")
    page.expect("is done")
    page.expect_none(WORDS_OF_TRACKING)
    for path in PAGES_OF_A_COMPANY_WITHOUT_TRACKING:
        page.open(path)
        page.expect_none(WORDS_OF_TRACKING)


def a_company_turns_tracking_on_and_adds_a_product_tracked_by_lot(page):
    page.open("/setup")
    page.fill({"lots_and_serials": "true"})
    page.press("Save")
    page.expect("Lots & serial numbers are on")
    page.open("/products/new")
    page.fill({"sku": "BUTTER", "name": "Peanut butter", "tracking": "lot"})
    page.press("Add product")
    page.expect("Nothing of BUTTER is on hand.")
    assert page.value("tracking") == "lot"
    receive(page, "S1", "BUTTER", None, quantity="10")
    page.expect("Not done.")
    page.paste("lines/0/numbers_text", "FIRST-1")
    page.press("Receive now")
    page.expect("is done", "FIRST-1 × 10")


# What they share

def suggested_number(page):
    page.open("/")
    return re.search(r"Try this number: (\S+)", page.text).group(1)


def lots_in(page, product, place):
    """The lots of a product that stand in a place with what is there, those that came first at the beginning."""
    rows = sorted(stock(page, product=product, location=place), key=lambda row: row["incoming_at"])
    return [(row["number"], row["quantity"]) for row in rows]


def stock(page, **question):
    """What the API says of stock: the demo company's numbers differ from day to day."""
    return asked(page, "stock", **question, limit=500)["items"]


def asked(page, path, **question):
    """What the API answers."""
    query = urllib.parse.urlencode(question)
    with urllib.request.urlopen(f"{page.server}/api/v1/{path}?{query}") as answer:
        return json.load(answer)


def fill_receipt(page, supplier, product, numbers, quantity):
    """Fills in one line of a new receipt."""
    page.open("/receipts/new")
    page.fill({"partner": supplier, "lines/0/product": product, "lines/0/quantity": quantity})
    if numbers:
        page.paste("lines/0/numbers_text", numbers)


def receive(page, supplier, product, numbers, quantity):
    """Fills in one line of a new receipt and presses Enter."""
    fill_receipt(page, supplier, product, numbers, quantity)
    page.enter("lines/0/quantity")


IN_THE_DEMO_COMPANY = [
    a_newcomer_types_the_suggested_number_and_sees_who_has_it,
    the_keyboard_alone_leads_from_any_page_to_an_answer,
    a_number_of_several_products_asks_which_one_is_meant,
    a_number_that_is_only_similar_asks,
    a_document_is_found_by_its_number,
    fifty_pasted_serials_are_received_with_one_enter,
    a_serial_that_is_on_hand_is_refused_and_what_was_typed_stays,
    too_few_serials_are_refused_at_their_input,
    a_number_of_another_supplier_is_asked_about_and_answered_on_the_page,
    an_announced_package_is_taken_over_by_one_scan,
    a_pasted_number_that_nobody_read_is_shown_before_and_after_posting,
    a_question_of_a_scan_is_answered_where_it_was_asked,
    a_delivery_without_numbers_takes_the_oldest,
    a_delivery_is_set_aside_freed_and_cancelled,
    goods_travel_through_transit,
    a_customer_gives_back_what_he_got,
    a_count_with_a_difference_is_posted,
    a_document_is_taken_back,
    a_form_sent_again_after_going_back_makes_one_document,
    a_form_sent_twice_at_once_makes_one_document,
    a_lot_is_held_and_released_from_its_page,
    a_drill_is_rehearsed_counted_and_signed,
    a_suppliers_notice_becomes_a_closed_recall,
]

IN_AN_EMPTY_COMPANY = [
    without_the_switch_no_page_speaks_of_lots_or_serials,
    a_company_turns_tracking_on_and_adds_a_product_tracked_by_lot,
]


def walk(journey, page, company):
    """Goes one journey through the company at this address and tells how it went; whether it went well."""
    page.server = company
    name = journey.__name__.replace("_", " ")
    begin = time.monotonic()
    try:
        journey(page)
    except Exception as fault:  # whatever goes wrong is told with the picture of it
        print(f"✘ {name}: {type(fault).__name__}: {fault} (screenshot: {page.screenshot()})", flush=True)
        return False
    print(f"✔ {name} ({time.monotonic() - begin:.1f} s)", flush=True)
    return True


def main(demo_company, empty_company):
    with tempfile.TemporaryDirectory(prefix="lotwise-downloads-") as downloads:
        driver = browser(downloads)
        try:
            page = Page(driver, downloads)
            walks = [(journey, demo_company) for journey in IN_THE_DEMO_COMPANY]
            walks += [(journey, empty_company) for journey in IN_AN_EMPTY_COMPANY]
            return all(walk(journey, page, company) for journey, company in walks)
        finally:
            driver.quit()


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:]) else 1)
