"""Whole paths of the methods that ask for more than the gradient at their point."""

import scipy.optimize
import torch


def lbfgs(values, lr, start, loss, count):
    search = {"line_search_fn": "strong_wolfe"} if values.pop("strong_wolfe", 0) else {}
    values["history_size"] = int(values.pop("history_size", 100))
    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    # 25 trials of a line search, beside the evaluation that a step begins with
    optimizer = torch.optim.LBFGS([point], lr=lr, max_iter=1, max_eval=26, **search, **values)

    def closure():
        optimizer.zero_grad()
        value = loss(point[0], point[1])
        value.backward()
        return value

    rows = []
    for _ in range(count):
        optimizer.step(closure)
        rows.append(point.tolist())
    return rows


def nelder_mead(values, lr, start, loss, count):
    corners = [list(start), [start[0] + lr, start[1]], [start[0], start[1] + lr]]
    result = scipy.optimize.minimize(
        lambda p: loss(*torch.tensor(p)).item(),
        start,
        method="Nelder-Mead",
        options={
            "initial_simplex": corners,
            "maxiter": count + 1,
            "maxfev": 10**6,
            "xatol": 0,
            "fatol": 0,
            "return_all": True,
        },
    )
    rows = [row.tolist() for row in result["allvecs"][1:]]
    return rows + rows[-1:] * (count - len(rows))


def sam(values, lr, start, loss, count):
    # pytorch_optimizer's SAM takes the norm in float32
    rho = values.pop("rho", 0.05)
    values["nesterov"] = bool(values.pop("nesterov", 0))
    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([point], lr=lr, foreach=False, **values)

    def gradient_at(place):
        place = place.detach().clone().requires_grad_()
        return torch.autograd.grad(loss(place[0], place[1]), place)[0]

    rows = []
    for _ in range(count):
        uphill = torch.nn.functional.normalize(gradient_at(point), dim=0, eps=0) * rho
        point.grad = gradient_at(point + uphill)
        optimizer.step()
        rows.append(point.tolist())
    return rows


REFERENCES = {"lbfgs": lbfgs, "nelder_mead": nelder_mead, "sam": sam}
