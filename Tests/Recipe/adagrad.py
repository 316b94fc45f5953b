"""AdaGrad in NumPy, for the goldens of the lesson `adagrad`."""

import numpy as np

from notebook import LESSONS, layers


def adagrad(case, variant, record):
    alpha = case.hyperparameter("alpha", 0.01)
    epsilon = case.hyperparameter("epsilon", 1e-8)
    parameters = case.parameters()
    s = case.states("s")
    for t, grads in case.steps():
        record.step(t)
        for l in layers(parameters, variant):
            for kind in "Wb":
                p, dp = f"{kind}{l}", f"d{kind}{l}"
                record.update(p, l)
                g = grads[dp]
                s[dp] = g**2 if variant("current-gradient-only") else s[dp] + g**2
                record.line("s_" + dp, s[dp])
                if variant("epsilon-inside-root"):
                    divisor = np.sqrt(s[dp] + epsilon)
                elif variant("missing-epsilon"):
                    divisor = np.sqrt(s[dp])
                elif variant("missing-root"):
                    divisor = s[dp] + epsilon
                else:
                    divisor = np.sqrt(s[dp]) + epsilon
                parameters[p] = parameters[p] - alpha * g / divisor
                record.line(p, parameters[p])
        record.end(parameters, s=s)


LESSONS["adagrad"] = adagrad
