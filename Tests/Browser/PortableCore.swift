// Builds the whole portable core for the browser, also what no export needs.
import Curriculum
import Diagnosis
import LogDiagnosis
import Plots
import Stepping
import Worksheets
