// Builds the whole portable core for the browser, including the parts that no export needs.
import Curriculum
import Diagnosis
import LogDiagnosis
import Plots
import Stepping
import Worksheets
