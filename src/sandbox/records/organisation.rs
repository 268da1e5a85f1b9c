//! The organisations that one person may act for.

/// Their names, in the order the site lists them.
pub const ORGANISATIONS: [&str; MOST as usize] = [
    "Harbour Bakery",
    "Hillside Garage",
    "Riverbank Hotel",
    "Old Mill Brewery",
    "Lakeview Dental",
    "Station Books",
    "Meadow Farm",
    "Castle Laundry",
    "Bridge Street Cycles",
];

/// The most organisations the site can offer.
pub const MOST: u16 = 9;

/// The organisation with this number, counted from 1.
pub fn numbered(number: u16) -> Option<&'static str> {
    ORGANISATIONS.get(usize::from(number).wrapping_sub(1)).copied()
}
