//! `dynatoi.kdl`: names and colours of houses (rulebook 01 §1).

use super::keyed::{Keyed, ThemeName};
use super::part::kdl_struct;

kdl_struct! {
    /// Names and colours of houses (rulebook 01 §1).
    Dynatoi {
        /// The themes; the first one is active.
        theme: Keyed<ThemeName, Theme> = "theme";
    }

    /// Names and colours of the twelve houses; colours do nothing (rulebook 01 §1).
    Theme {
        /// Words for players.
        description: String = "description";
        /// Not used: colours of the map.
        starmap: Colours = "starmap";
        /// Name.
        house0_name: String = "house0Name";
        /// Colour.
        house0_color: String = "house0Color";
        /// Name.
        house1_name: String = "house1Name";
        /// Colour.
        house1_color: String = "house1Color";
        /// Name.
        house2_name: String = "house2Name";
        /// Colour.
        house2_color: String = "house2Color";
        /// Name.
        house3_name: String = "house3Name";
        /// Colour.
        house3_color: String = "house3Color";
        /// Name.
        house4_name: String = "house4Name";
        /// Colour.
        house4_color: String = "house4Color";
        /// Name.
        house5_name: String = "house5Name";
        /// Colour.
        house5_color: String = "house5Color";
        /// Name.
        house6_name: String = "house6Name";
        /// Colour.
        house6_color: String = "house6Color";
        /// Name.
        house7_name: String = "house7Name";
        /// Colour.
        house7_color: String = "house7Color";
        /// Name.
        house8_name: String = "house8Name";
        /// Colour.
        house8_color: String = "house8Color";
        /// Name.
        house9_name: String = "house9Name";
        /// Colour.
        house9_color: String = "house9Color";
        /// Name.
        house10_name: String = "house10Name";
        /// Colour.
        house10_color: String = "house10Color";
        /// Name.
        house11_name: String = "house11Name";
        /// Colour.
        house11_color: String = "house11Color";
    }

    /// Not used: colours of the map.
    Colours {
        /// Not used.
        background_color: String = "backgroundColor";
        /// Not used.
        major_lane_color: String = "majorLaneColor";
        /// Not used.
        minor_lane_color: String = "minorLaneColor";
        /// Not used.
        restricted_lane_color: String = "restrictedLaneColor";
        /// Not used.
        unowned_colony_color: String = "unownedColonyColor";
        /// Not used.
        grid_line_color: String = "gridLineColor";
    }
}

impl Theme {
    /// The names of the twelve houses in the order of the file.
    pub fn house_names(&self) -> [&str; 12] {
        [
            &self.house0_name,
            &self.house1_name,
            &self.house2_name,
            &self.house3_name,
            &self.house4_name,
            &self.house5_name,
            &self.house6_name,
            &self.house7_name,
            &self.house8_name,
            &self.house9_name,
            &self.house10_name,
            &self.house11_name,
        ]
    }
}

impl Dynatoi {
    /// The active theme: the first of the file.
    pub fn active(&self) -> &Theme {
        &self.theme.rows.first().expect("a file without a theme is refused").1
    }

    /// The names of the twelve houses in the active theme.
    pub fn house_names(&self) -> [&str; 12] {
        self.active().house_names()
    }
}
