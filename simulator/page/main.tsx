import { render } from 'preact';
import { App } from './app.tsx';
import './styles/base.css';
import './styles/bars.css';
import './styles/panel.css';
import './styles/composer.css';
import './styles/controls.css';
import './styles/slack.css';
import './styles/feishu.css';
import './styles/card-parts.css';

const page = document.getElementById('page');
if (page !== null) render(<App />, page);
