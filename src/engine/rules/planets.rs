//! `planets.kdl`: names of systems (rulebook 02 §2).

use super::keyed::Names;
use super::part::kdl_struct;
use crate::ids::SystemId;

kdl_struct! {
    /// Names of systems (rulebook 02 §2).
    Planets {
        /// The names.
        planet_names: PlanetNames = "planetNames";
    }

    /// Names of systems in the order of their ids; further ones are called System-n (rulebook 02 §2).
    PlanetNames {
        /// The names.
        name: Names = "name";
    }
}

impl Planets {
    /// The names in the order of system ids.
    pub fn names(&self) -> &[String] {
        &self.planet_names.name.0
    }

    /// The name of a system: those of the list in the order of ids, then numbers (rulebook 02 §2).
    pub fn name_of(&self, system: SystemId) -> String {
        match self.names().get(system.index() - 1) {
            Some(name) => name.clone(),
            None => format!("System-{}", system.0),
        }
    }
}
