"Uses the page *Choosing* of the built site in a browser, for `python -m tools.browse`"
from autotimm import find_backbones

questions = [ # what is typed, chosen and ticked on the page, and the same question for `find_backbones`
    (dict(strides='8, 16, 32', params='5M'), dict(strides=(8, 16, 32), max_params='5M')),
    (dict(search='resnet'), dict(pattern='*resnet*')),
    (dict(search='convnext_t*'), dict(pattern='convnext_t*')),
    (dict(search='timm/resnet50.a1_in1k'), dict(pattern='*resnet50.a1_in1k')),
    (dict(macs='1G', strides='4'), dict(strides=(4,), max_macs='1G')),
    (dict(strides='14'), dict(strides=(14,))),
    (dict(license='mit'), dict(licenses='mit')),
    (dict(top1='85', params='50M'), dict(min_top1=85, max_params='50M')),
    (dict(front=True, any_size=True), dict(any_size=True, pareto=('top1', 'gpu_speed'))),
    (dict(front=True, x='macs', y='top1_real'), dict(pareto=('top1_real', 'macs'))),
    (dict(family='convnext', params='30M'), dict(family='convnext', max_params='30M')),
    (dict(any_size=True, search='vit'), dict(pattern='*vit*', any_size=True)),
    (dict(weights=True, params='1M'), dict(pretrained=True, max_params='1M'))]

mistakes = [ # of what is typed, and words of what the field says then
    ('params', '25', 'did you mean 25M?'), ('params', '1,5M', 'a number'), ('macs', 'many', 'such as 4G'),
    ('top1', '.8', 'did you mean 80?'), ('strides', '8, 0x8', 'whole numbers')]

def fill(field, value):
    "Tick, choose or type, whatever the field takes"
    if value is True: field.check()
    elif field.evaluate('field => field.tagName')=='SELECT': field.select_option(value)
    else: field.fill(value)

def reset(page):
    page.click('#choosing [type=reset]')
    page.wait_for_timeout(50)

def rows_for(question):
    "The checkpoints that `find_backbones` gives, and architectures without weights, by name"
    kinds = [kind for kind in (True, False) if question.get('pretrained', kind)==kind]
    return {info.name:info for kind in kinds for info in find_backbones(**{**question, 'pretrained': kind})}

def check_filters(page):
    "Check that the table of all backbones shows what `find_backbones` gives"
    bad = []
    for typed,question in questions:
        for name,value in typed.items(): fill(page.locator(f'#choosing [name={name}]'), value)
        shown = page.get_attribute('#choosing', 'data-found').split()
        rows = page.locator('#choosing tbody tr').count()
        found = rows_for(question)
        if set(shown)!=set(found) or rows!=min(100, len(found)):
            bad.append(f'choosing.html shows {len(shown)} for {typed}, where find_backbones gives {len(found)}')
        reset(page)
    return bad

def check_mistakes(page):
    "Check that a field says what is wrong with its value"
    bad = []
    for name,value,words in mistakes:
        page.fill(f'#choosing [name={name}]', value)
        said = page.inner_text(f'#{name}-error')
        if words not in said: bad.append(f'choosing.html says {said!r} for {value!r} as {name}')
    reset(page)
    return bad

def check_sorting(page):
    "Check that a click on a heading sorts the table, and another one turns it round, with what is not known at the end"
    bad = []
    def first(): return page.locator('#choosing tbody tr th').first.inner_text()
    infos = rows_for({}).values()
    presses = ('multiply-adds', 'macs', min),('multiply-adds', 'macs', max),('GPU', 'gpu_speed', max)
    for heading,field,best in presses:
        page.click(f'#choosing thead button >> text={heading}')
        known = {info.name:getattr(info, field) for info in infos if getattr(info, field) is not None}
        if known.get(first())!=best(known.values()): bad.append(f'choosing.html sorts {first()} first by {heading}')
    page.click('#choosing thead button >> text=top-1')
    return bad

def check_plot(page):
    "Check what the plot says of a dot under the pointer and by the keyboard, and the code that can be copied"
    bad = []
    def said(): return page.locator('#choosing .chosen').inner_text()
    name = 'resnet50.a1_in1k'
    page.fill('#choosing [name=search]', name)
    dot = page.locator(f'#choosing circle[data-name="{name}"]')
    dot.evaluate('dot => dot.scrollIntoView({block: "center"})') # what floats at the top covers no dot there
    page.wait_for_timeout(500) # a header that slides away moves the page
    dot.hover(force=True)
    if not page.locator('#choosing .tip').inner_text().startswith(name): bad.append(f'choosing.html hides {name}')
    faded = page.locator('#choosing circle.off').count()
    if faded<1000: bad.append(f'choosing.html fades {faded} dots')
    dot.click(force=True)
    page.click('#choosing .chosen button >> nth=0')
    code = page.evaluate('navigator.clipboard.readText()')
    if code!=f"at.create_feature_backbone('{name}')": bad.append(f'choosing.html copies {code!r}')
    link = page.locator('#choosing .chosen a').get_attribute('href')
    if link!=f'https://huggingface.co/timm/{name}': bad.append(f'choosing.html links to {link}')
    reset(page)
    page.focus('#choosing .plot')
    for key in ('End', 'ArrowLeft', 'Enter'): page.keyboard.press(key)
    if page.get_attribute('#choosing .plot', 'aria-valuetext').partition(',')[0] not in said():
        bad.append('choosing.html does not take what the keyboard chooses')
    return bad

def check_address(page):
    "Check that a link to the page shows what its sender saw"
    page.fill('#choosing [name=params]', '5M')
    page.select_option('#choosing [name=x]', 'cpu_speed')
    page.check('#choosing [name=front]')
    page.click('#choosing .legend button >> nth=0')
    shown = page.get_attribute('#choosing', 'data-found')
    page.goto(page.url, wait_until='networkidle')
    same = shown and page.get_attribute('#choosing', 'data-found')==shown
    pressed = page.get_attribute('#choosing .legend button >> nth=0', 'aria-pressed')
    return [] if same and pressed=='true' else [f'choosing.html forgets its filters: {page.url}']

def check_choosing(page):
    "Use the filters, the table and the plot of the page"
    checks = check_filters,check_mistakes,check_sorting,check_plot,check_address
    return sum([check(page) for check in checks], [])
